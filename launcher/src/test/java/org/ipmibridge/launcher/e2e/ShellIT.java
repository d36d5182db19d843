package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The shell as people use it: on a terminal, and following what happens. */
public class ShellIT {
    private static final String PROMPT = "bridge> ";
    private static final String TAB = "\t";
    private static final String ENTER = "\r";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    private ConfigFiles config;
    private Path data;
    private RunningBridge bridge;

    @Before
    public void demonstration() throws Exception {
        Path scratch = Archive.scratch();
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        data = scratch.resolve("data");
        bridge = RunningBridge.start(config.directory(), data);
        bridge.awaitReady();
    }

    @After
    public void stop() throws Exception {
        bridge.close();
    }

    @Test
    public void onATerminalLinesAreCompletedInterruptedAndLeft() throws Exception {
        try (Pty pty = Pty.run(data, shell())) {
            pty.await(PROMPT);
            pty.type("bmc:li" + TAB);
            pty.await("bmc:list ");
            pty.type(ENTER);
            pty.await("127.0.0.1:" + config.port(3));
            pty.await(PROMPT);
            pty.type("machine:info v" + TAB);
            pty.await("vm");
            pty.type("2" + ENTER);
            pty.await("boot override:");
            pty.await(PROMPT);
            pty.type("events" + ENTER);
            Following.await(pty, config);
            pty.type(CTRL_C);
            pty.await(PROMPT);
            pty.type("exi");
            pty.await("exi");
            pty.type(CTRL_C);
            pty.await(PROMPT);
            pty.type(CTRL_D);
            assertThat(pty.awaitExit()).isZero();
        }
        assertThat(bridge.isAlive()).isTrue();
    }

    @Test
    public void eventsTellWhatClientsAndOperatorsDo() throws Exception {
        try (Pty pty = Pty.run(data, shell("events"))) {
            Following.await(pty, config);
            Client.admin(config.port(1)).run("chassis", "bootdev", "pxe");
            // What several threads tell comes in any order.
            pty.awaitAll(
                    "session/OPENED",
                    "user=admin: session opened",
                    "machine/CHANGED machine=vm1 hypervisor=simulated: boot override: network, next boot only",
                    "command/ENDED",
                    "Set System Boot Options: 00h Ok",
                    "session/CLOSED");
            assertThat(Command.run(Map.of(), shell("machine:power", "vm3", "off"))
                            .code())
                    .isZero();
            pty.await("machine/POWER machine=vm3 hypervisor=simulated: power is off");
            config.bmc("vm2", "port", ConfigFiles.freePort());
            pty.await("bmc/CHANGED bmc=vm2: listening on ");
        }
    }

    @Test
    public void aTraceShowsTheLogInTheCommandAndNoPassword() throws Exception {
        try (Pty pty = Pty.run(data, shell("trace", "vm1"))) {
            bridge.awaitLog("bmc vm1: traces its packets");
            Client client = Client.admin(config.port(1));
            // That is told before the first packet is shown.
            pty.await("Get Channel Authentication Capabilities", () -> client.run("power", "status"));
            pty.await("> Open Session Request: cipher suite 3");
            pty.await("> RAKP Message 1: user=admin");
            pty.await("< RAKP Message 4: status=no errors");
            pty.await("> Get Chassis Status (00h/01h)");
            pty.await("< Get Chassis Status (00h/01h) 00h Ok");
            client.run("user", "set", "password", "3", "sesame");
            pty.await("> Set User Password (06h/47h) [030200000000000000000000000000000000, secret blanked]");
            pty.await("< Close Session");
        }
        assertThat(bridge.logged()).doesNotContain("sesame");
    }

    @Test
    public void aSessionIsClosedFromTheShell() throws Exception {
        try (OpenSession session = OpenSession.open(Client.admin(config.port(1)))) {
            assertThat(session.ask("power status")).contains("on");
            Finished list = Command.run(Map.of(), shell("session:list", "vm1", "--json"));
            String handle = list.output().replaceFirst("(?s).*\"handle\":(\\d+).*", "$1");
            Finished close = Command.run(Map.of(), shell("session:close", "vm1", handle));
            assertThat(close.output()).isEqualTo("vm1: sessions closed: 1");
            assertThat(bridge.logged()).contains("reason=closed in the shell by " + System.getProperty("user.name"));
            assertThat(Command.run(Map.of(), shell("session:list", "vm1", "--json"))
                            .output())
                    .isEqualTo("[]");
        }
    }

    private List<String> shell(String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Archive.script(), "shell", "--data", data.toString()));
        arguments.addAll(Arrays.asList(command));
        return arguments;
    }
}
