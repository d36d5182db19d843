package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The shell over SSH, with OpenSSH's own client. */
public class SshIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SERVER = "org.ipmibridge.shell.ssh.cfg";
    private static final String USER = "org.ipmibridge.shell.user-%s.cfg";
    /** What ssh ends with when it has no session. */
    private static final int NO_SESSION = 255;

    private Path scratch;
    private Path data;
    private ConfigFiles config;
    private RunningBridge bridge;
    private int port;

    @Before
    public void demonstration() throws Exception {
        scratch = Archive.scratch();
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        data = scratch.resolve("data");
        port = freePort();
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            Finished made = Command.run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key(type));
            assertThat(made.code()).as("%s", made).isZero();
        }
        Finished other = Command.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key("other"));
        assertThat(other.code()).isZero();
        config.write(USER.formatted("ann"), "role = administrator", "keys = " + publicKey("ed25519"));
        config.write(
                USER.formatted("otto"), "role = operator", "keys = " + publicKey("rsa") + ", " + publicKey("ed25519"));
        config.write(USER.formatted("rita"), "keys.file = " + key("ecdsa") + ".pub");
        bridge = RunningBridge.start(config.directory(), data);
        bridge.awaitReady();
    }

    @After
    public void stop() throws Exception {
        bridge.close();
    }

    @Test
    public void rolesKeysAndExitCodesAreAsConfigured() throws Exception {
        assertThat(isListening()).isFalse();
        switchOn();

        Finished list = ssh("rita", "ecdsa", "bmc:list --json");
        assertThat(list.code()).as("%s", list).isZero();
        assertThat(list.output()).startsWith("[{\"name\":\"vm1\"");
        assertThat(ssh("rita", "ecdsa", "machine:power vm3 off"))
                .extracting(Finished::code, Finished::output)
                .containsExactly(4, "machine:power is for the role operator; yours is read-only");
        assertThat(ssh("otto", "rsa", "machine:power vm3 off").code()).isZero();
        assertThat(ssh("otto", "ed25519", "machine:power vm9").code()).isEqualTo(1);
        assertThat(ssh("otto", "ed25519", "machine:fly").code()).isEqualTo(2);
        assertThat(ssh("otto", "ed25519", "felix:lb").code()).isEqualTo(4);
        assertThat(ssh("ann", "ed25519", "felix:lb").output()).contains("shell-ssh");
        assertThat(bridge.logged()).containsPattern("shell user=otto from=ssh/127.0.0.1:\\d+: machine vm3: power off");
    }

    @Test
    public void whoHasNoKeyIsRefusedAndSoIsEverythingThatIsNoShell() throws Exception {
        switchOn();

        assertThat(ssh("ann", "other", "bmc:list").code()).isEqualTo(NO_SESSION);
        assertThat(ssh("nobody", "ed25519", "bmc:list").code()).isEqualTo(NO_SESSION);
        List<String> password = new ArrayList<>(command("ann", "other", "bmc:list"));
        password.add(1, "-oPreferredAuthentications=password,keyboard-interactive");
        assertThat(Command.run(Map.of(), password).output()).contains("Permission denied (publickey)");
        List<String> forward = new ArrayList<>(command("ann", "ed25519", "bmc:list"));
        forward.addAll(1, List.of("-oExitOnForwardFailure=yes", "-R", freePort() + ":127.0.0.1:22"));
        assertThat(Command.run(Map.of(), forward).code()).isEqualTo(NO_SESSION);
        List<String> subsystem = new ArrayList<>(command("ann", "ed25519", "sftp"));
        subsystem.add(1, "-s");
        assertThat(Command.run(Map.of(), subsystem).code()).isEqualTo(NO_SESSION);
    }

    @Test
    public void onATerminalThereIsAPromptAndCtrlCEndsTheCommand() throws Exception {
        switchOn();
        List<String> command = new ArrayList<>(command("otto", "ed25519"));
        command.add(1, "-tt");
        try (Pty pty = Pty.run(scratch, command)) {
            pty.await("bridge> ");
            pty.type("machine:li\t\r");
            pty.await("vm3");
            pty.await("bridge> ");
            pty.type("events\r");
            Following.await(pty, config);
            pty.type("\u0003");
            pty.await("bridge> ");
            pty.type("\u0004");
            assertThat(pty.awaitExit()).isZero();
        }
    }

    @Test
    public void theHostKeyIsKeptAndUsersComeAndGoWithTheirFiles() throws Exception {
        switchOn();
        assertThat(ssh("ann", "ed25519", "bmc:list").code()).isZero();
        Path hostKey = data.resolve("ssh").resolve("host.key");
        String before = Files.readString(hostKey);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hostKey)))
                .isEqualTo("rw-------");

        config.set(SERVER, "idle.minutes", "5");
        Files.delete(config.directory().resolve(USER.formatted("otto")));
        await(() -> ssh("otto", "rsa", "bmc:list").code() == NO_SESSION);
        // Known hosts are checked: another key would be refused.
        await(() -> ssh("ann", "ed25519", "bmc:list").code() == 0);
        assertThat(Files.readString(hostKey)).isEqualTo(before);
    }

    @Test
    public void aWrongValueIsSaidAndTheSettingsBeforeItStayInForce() throws Exception {
        switchOn();
        config.set(SERVER, "address", "example.org");

        assertThat(bridge.awaitErr("example.org")).contains(SERVER, "address", "must be an IPv4 or IPv6 address");
        assertThat(ssh("ann", "ed25519", "bmc:problems").output()).contains(SERVER, "example.org");
        config.write(USER.formatted("ann"), "role = operator", "keys = from=\"10.0.0.1\" " + publicKey("ed25519"));
        assertThat(bridge.awaitErr("options before it")).contains("user-ann.cfg", "keys");
        assertThat(ssh("ann", "ed25519", "felix:lb").code()).isZero();
    }

    private void switchOn() throws Exception {
        config.write(SERVER, "enabled = true", "port = " + port);
        await(this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Finished ssh(String user, String key, String line) throws Exception {
        return Command.run(Map.of(), command(user, key, line));
    }

    private List<String> command(String user, String key, String... line) {
        List<String> command = new ArrayList<>(List.of(
                "ssh",
                "-F/dev/null",
                "-oBatchMode=yes",
                "-oIdentitiesOnly=yes",
                "-oLogLevel=ERROR",
                "-oStrictHostKeyChecking=accept-new",
                "-oUserKnownHostsFile=" + scratch.resolve("known_hosts"),
                "-i" + key(key),
                "-p" + port,
                user + "@127.0.0.1"));
        command.addAll(List.of(line));
        return command;
    }

    private String key(String name) {
        return scratch.resolve("key-" + name).toString();
    }

    private String publicKey(String name) throws IOException {
        return Files.readString(Path.of(key(name) + ".pub")).strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
