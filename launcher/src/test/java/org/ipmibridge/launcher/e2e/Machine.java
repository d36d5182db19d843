package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A second Debian on this one, with a systemd of its own, a network of its own, and all files of this one to change as it likes; when it is
 * closed, nothing is left. It needs root, and a kernel that allows it.
 */
final class Machine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final String init;

    private Machine(Process process, String init) {
        this.process = process;
        this.init = init;
    }

    /** Whether this system can have one. */
    static void assumePossible() throws IOException, InterruptedException {
        assumeTrue("not root", Command.run("id", "-u").output().equals("0"));
        assumeTrue("no Debian with systemd here", Files.exists(Path.of("/lib/systemd/systemd")));
        assumeTrue("no Debian with dpkg here", Files.exists(Path.of("/usr/bin/dpkg")));
        Finished mount =
                Command.run("unshare", "--mount", "--pid", "--fork", "--net", "mount", "-t", "tmpfs", "t", "/tmp");
        assumeTrue("no namespaces here: " + mount.output(), mount.code() == 0);
    }

    /**
     * Starts one, and waits until its systemd has come up.
     *
     * @param files what is in its /srv
     */
    static Machine boot(Path... files) throws IOException, InterruptedException {
        Path work = Archive.scratch();
        Path script = work.resolve("machine.sh");
        try (InputStream source = Machine.class.getResourceAsStream("/org/ipmibridge/launcher/debian/machine.sh")) {
            Files.copy(source, script);
        }
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "bash", script.toString()));
        command.add(Files.createDirectory(work.resolve("work")).toString());
        List.of(files).forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Lines lines = Lines.of(process.getInputStream(), "machine");
        String first = lines.await(line -> line.startsWith("machine "), PATIENCE)
                .orElseThrow(() -> new AssertionError("no machine: " + lines));
        Machine machine = new Machine(process, child(first.substring("machine ".length())));
        // Before it has files of its own, it would be this system's systemd that answers.
        machine.await(
                "systemd",
                "test -e /etc/systemd/system/machine.target && systemctl is-system-running | grep -E 'running|degraded'");
        return machine;
    }

    /** The first process of the machine, which is the child of the one that made the machine. */
    private static String child(String parent) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Path children = Path.of("/proc", parent, "task", parent, "children");
            String child = Files.exists(children) ? Files.readString(children).strip() : "";
            if (!child.isEmpty()) {
                return child;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("the machine has no process");
    }

    /** Runs a command line in it, as root. */
    Finished run(String line) throws IOException, InterruptedException {
        String[] inside = {"nsenter", "-t", init, "-a", "-r", "env", "-C", "/", "LC_ALL=C.UTF-8", "bash", "-c", line};
        return Command.run(Map.of(), new File("/dev/null"), PATIENCE, List.of(inside));
    }

    /** Runs a command line that must succeed; its output. */
    String checked(String line) throws IOException, InterruptedException {
        Finished finished = run(line);
        assertThat(finished.code()).as("%s%n%s", line, finished.output()).isZero();
        return finished.output();
    }

    /** Waits until a command line succeeds; its output. */
    String await(String what, String line) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Finished last = run(line);
        while (last.code() != 0 && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(100);
            last = run(line);
        }
        assertThat(last.code()).as("%s: %s%n%s", what, line, last.output()).isZero();
        return last.output();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
