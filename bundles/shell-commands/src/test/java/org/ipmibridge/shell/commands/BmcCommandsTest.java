package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.FakeSessions;
import org.ipmibridge.testkit.FakeUserDirectory;
import org.junit.After;
import org.junit.Test;

public final class BmcCommandsTest {
    private final FakeBmc vm1 = new FakeBmc("vm1")
            .withEndpoint(new InetSocketAddress("127.0.0.1", 6230))
            .withMachine("lab", "web")
            .withKg(Secret.of("two-key"));
    private final FakeBmcDirectory bmcs = new FakeBmcDirectory(vm1);
    private final FakeMachineDirectory machines =
            new FakeMachineDirectory(new FakeMachine("web").withHypervisor("lab"));
    private final FakeSessions sessions = new FakeSessions(FakeSession.of("vm1", PrivilegeLevel.OPERATOR));
    private final FakeUserDirectory users =
            new FakeUserDirectory().with("vm1", 2, "oper", "s3cret", PrivilegeLevel.OPERATOR);
    private final FakeClock clock = new FakeClock(Instant.EPOCH.plus(Duration.ofMinutes(2)));
    private final Shell shell = new Shell()
            .with("bmc", "list", new BmcList(bmcs, sessions))
            .with("bmc", "show", new BmcShow(bmcs, machines, users, sessions))
            .with("bmc", "sessions", new BmcSessions(bmcs, sessions, clock));
    private final SessionCommands sessionCommands = new SessionCommands(bmcs, sessions);

    public BmcCommandsTest() {
        shell.with("session", "list", sessionCommands).with("session", "close", sessionCommands);
    }

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void theListShowsBmcsThatWorkAndWhyOthersDoNot() throws Exception {
        bmcs.put(new BmcStatus("vm2", BmcStatus.State.FAILED, "bmc-vm2.cfg: port = x: no number", Optional.empty()));

        assertThat(shell.run("bmc:list")).isEqualTo("""
                        NAME  STATE      ADDRESS         MACHINE  HYPERVISOR  SESSIONS  REASON
                        vm1   listening  127.0.0.1:6230  web      lab         1         -
                        vm2   failed     -               -        -           0         bmc-vm2.cfg: port = x: no number""");
    }

    @Test
    public void theListIsJsonOnRequest() throws Exception {
        assertThat(shell.run("bmc:list --json"))
                .isEqualTo(
                        "[{\"name\":\"vm1\",\"state\":\"listening\",\"address\":\"127.0.0.1:6230\",\"machine\":\"web\","
                                + "\"hypervisor\":\"lab\",\"sessions\":1,\"reason\":\"\"}]");
    }

    @Test
    public void showTellsIdentityUsersAndSessionsButNoSecret() throws Exception {
        assertThat(shell.run("bmc:show vm1"))
                .containsPattern("state: +listening")
                .containsPattern("address: +127.0.0.1:6230")
                .containsPattern("controls: +lab/web")
                .containsPattern("machine problem: +-")
                .containsPattern("guid: +000102030405060708090a0b0c0d0e0f")
                .containsPattern("firmware: +2\\.34")
                .containsPattern("two key login: +yes")
                .containsPattern("2 +oper +OPERATOR +yes")
                .containsPattern("vm1 +1 +01020304 +oper +OPERATOR")
                .doesNotContain("s3cret", "two-key");
    }

    @Test
    public void showTellsTheMachineThatTheBmcStaysWith() throws Exception {
        machines.bind("vm1", new FakeMachine("renamed").withHypervisor("lab"));

        assertThat(shell.run("bmc:show vm1"))
                .containsPattern("machine: +web")
                .containsPattern("controls: +lab/renamed");
    }

    @Test
    public void showTellsWhyAMachineIsMissing() throws Exception {
        bmcs.put(vm1.withMachine("lab", "mail"), BmcStatus.State.LISTENING, "");

        assertThat(shell.run("bmc:show vm1"))
                .containsPattern("machine: +mail")
                .containsPattern("controls: +-")
                .containsPattern("machine problem: +0 machines are called mail");
    }

    @Test
    public void showTellsWhyABmcFailed() throws Exception {
        bmcs.put(vm1, BmcStatus.State.FAILED, "127.0.0.1:6230 is in use");

        assertThat(shell.run("bmc:show vm1"))
                .containsPattern("state: +failed")
                .containsPattern("reason: +127.0.0.1:6230 is in use");
    }

    @Test
    public void sessionsOfAllBmcsOrOfOne() throws Exception {
        bmcs.put(new FakeBmc("vm2"), BmcStatus.State.LISTENING, "");
        sessions.add(FakeSession.of("vm2", PrivilegeLevel.USER));

        assertThat(shell.run("bmc:sessions").lines()).hasSize(3);
        assertThat(shell.run("bmc:sessions vm2").lines())
                .last()
                .asString()
                .matches("vm2 +1 +01020304 +oper +USER +ADMINISTRATOR +127.0.0.1:50000 +2.0 +suite 17 +2 min 0 s");
    }

    @Test
    public void theAgeOfASessionIsANumberOfMillisecondsInJson() throws Exception {
        assertThat(shell.run("bmc:sessions --json")).endsWith("\"age\":120000}]");
    }

    @Test
    public void aSessionIsClosedByItsHandleAndAllAtOnce() throws Exception {
        assertThat(shell.run("session:list vm1")).isEqualTo(shell.run("session:list"));
        assertThat(shell.run("session:close vm1 1")).isEqualTo("vm1: sessions closed: 1");
        assertThat(sessions.active("vm1")).isEmpty();
        sessions.add(FakeSession.of("vm1", PrivilegeLevel.USER));
        assertThat(shell.run("session:close --all vm1")).isEqualTo("vm1: sessions closed: 1");
        assertThat(shell.run("session:close vm1 --all")).isEqualTo("vm1: sessions closed: 0");
    }

    @Test
    public void whatIsNoSessionIsNotClosed() {
        assertThatThrownBy(() -> shell.run("session:close vm1 7"))
                .isInstanceOf(ShellException.class)
                .hasMessage("vm1 has no session with the handle 7; session:list vm1 shows all");
        assertThatThrownBy(() -> shell.run("session:close vm1")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> shell.run("session:close --all vm1 1")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> shell.run("session:close vm9 1")).hasMessageContaining("vm9");
    }

    @Test
    public void aUserNameCannotControlTheTerminal() throws Exception {
        sessions.add(FakeSession.of("vm1", PrivilegeLevel.USER).withUserName("\u001b]0;x\u0007"));

        assertThat(shell.run("bmc:sessions")).contains("\\u001b]0;x\\u0007").doesNotContain("\u001b");
    }

    @Test
    public void anUnknownBmcIsAFailureThatNamesIt() {
        assertThatThrownBy(() -> shell.run("bmc:show vm9"))
                .isInstanceOf(ShellException.class)
                .hasMessage("no BMC is called vm9; bmc:list shows all");
        assertThatThrownBy(() -> shell.run("bmc:sessions vm9")).hasMessageContaining("vm9");
    }
}
