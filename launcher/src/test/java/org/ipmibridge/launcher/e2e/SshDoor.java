package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The shell over SSH, opened and shut, with one user who has an Ed25519 key. */
final class SshDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SERVER = "org.ipmibridge.shell.ssh.cfg";

    private final ConfigFiles config;
    private final Path key;
    private final int port = ConfigFiles.freePort();

    /** @param directory for the user's key */
    SshDoor(ConfigFiles config, Path directory) throws IOException, InterruptedException {
        this.config = config;
        key = directory.resolve("door-key");
        Finished made = Command.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        assertThat(made.code()).as("%s", made).isZero();
        config.write(
                "org.ipmibridge.shell.user-door.cfg",
                "keys = " + Files.readString(Path.of(key + ".pub")).strip());
        config.write(SERVER, "enabled = false", "port = " + port);
    }

    /** Opens it, if it is not open, and waits until the user has come in. */
    void enter() throws IOException, InterruptedException {
        config.set(SERVER, "enabled", true);
        Instant end = Instant.now().plus(PATIENCE);
        Finished finished = bmcList();
        while (finished.code() != 0) {
            assertThat(Instant.now()).as("%s", finished).isBefore(end);
            Thread.sleep(50);
            finished = bmcList();
        }
    }

    /** Shuts it, and waits until nobody listens. */
    void shut() throws IOException, InterruptedException {
        config.set(SERVER, "enabled", false);
        Instant end = Instant.now().plus(PATIENCE);
        while (isOpen()) {
            assertThat(Instant.now()).as("the server still listens").isBefore(end);
            Thread.sleep(50);
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Finished bmcList() throws IOException, InterruptedException {
        return Command.run(
                "ssh",
                "-F/dev/null",
                "-oBatchMode=yes",
                "-oIdentitiesOnly=yes",
                "-oLogLevel=ERROR",
                "-oStrictHostKeyChecking=no",
                "-oUserKnownHostsFile=/dev/null",
                "-i" + key,
                "-p" + port,
                "door@127.0.0.1",
                "bmc:list");
    }
}
