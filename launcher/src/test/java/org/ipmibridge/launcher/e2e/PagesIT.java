package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

/** Types what the pages for newcomers say, word for word but for the ports, in a fresh distribution that looks like the source tree. */
public final class PagesIT {
    /** Maven's local one, which the build tells. */
    private static final Path REPOSITORY = Path.of(System.getProperty("local.repository"));

    private final Map<String, String> ports = new HashMap<>();

    @Test
    public void aCommandAndAHypervisorOfAStrangerWorkAsThePageSays() throws Exception {
        Path home = home();
        try (Terminal terminal = terminal(home)) {
            type(terminal, home.resolve("docs/extending.md"), "## A command of your own, answered in minutes");
            type(terminal, home.resolve("docs/extending.md"), "## A hypervisor of your own");
            terminal.otherScreens();
        }
    }

    @Test
    public void noCommandFailsWhileEverythingIsChangedAsTheReadmeSays() throws Exception {
        Path home = home();
        try (Terminal terminal = terminal(home)) {
            type(terminal, home.resolve("README.md"), "## Change it while it runs");
            assertThat(terminal.otherScreens().get(1).lines()).allMatch(line -> line.startsWith("Chassis Power is o"));
        }
    }

    @Test
    public void aReleaseComesIntoForceUnderAClientAndGoesAgainAsThePageSays() throws Exception {
        assumeTrue("there is ipmitool", Command.run("which", "ipmitool").code() == 0);
        Path directory = Archive.scratch();
        Path running = Archive.copy(directory.resolve("ipmibridge-0.1.0"));
        usePorts(running);
        NextRelease.make(running, directory.resolve("ipmibridge-0.2.0"), "0.2.0");
        Path page = running.resolve("docs/upgrades.md");
        try (Terminal terminal = new Terminal(directory, Map.of(), this::withPorts)) {
            type(terminal, page, "## The releases of this page", 4);
            type(terminal, page, "## One bundle", 8);
            terminal.otherScreens(); // the client has seen no command fail
            type(terminal, page, "## A whole release without a restart", 7);
            type(terminal, page, "## With a restart", 6);
        }
    }

    private static void type(Terminal terminal, Path page, String section) throws Exception {
        type(terminal, page, section, 6);
    }

    private static void type(Terminal terminal, Path page, String section, int leastSteps) throws Exception {
        List<Page.Step> steps = Page.steps(page, section);
        assertThat(steps).hasSizeGreaterThanOrEqualTo(leastSteps);
        for (Page.Step step : steps) {
            terminal.type(step);
        }
    }

    private Terminal terminal(Path home) throws IOException {
        Path repository = repository(Archive.scratch());
        return new Terminal(home, Map.of("MAVEN_OPTS", "-Dmaven.repo.local=" + repository), this::withPorts);
    }

    private String withPorts(String command) {
        String adapted = command;
        for (Map.Entry<String, String> port : ports.entrySet()) {
            adapted = adapted.replace(port.getKey(), port.getValue());
        }
        return adapted;
    }

    /** The archive, with what the pages name in the source tree. */
    private Path home() throws IOException, InterruptedException {
        assumeTrue("there is ipmitool", Command.run("which", "ipmitool").code() == 0);
        Path home = Archive.copy(Archive.scratch().resolve("bridge"));
        Files.createDirectories(home.resolve("launcher/target"));
        Files.createSymbolicLink(home.resolve("launcher/bridge"), home.resolve("bin/bridge"));
        Files.createSymbolicLink(home.resolve("launcher/target/dist"), home);
        usePorts(home);
        port(6240);
        return home;
    }

    private void usePorts(Path home) throws IOException {
        for (int number = 0; number < 3; number++) {
            String port = port(6230 + number);
            Path file = home.resolve("config/org.ipmibridge.virtual.bmc-vm" + (number + 1) + ".cfg");
            Files.writeString(file, Files.readString(file).replace("" + (6230 + number), port));
        }
    }

    private String port(int onThePage) {
        return ports.computeIfAbsent(String.valueOf(onThePage), page -> freePort());
    }

    private static String freePort() {
        try {
            return String.valueOf(ConfigFiles.freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A local repository that shares everything with the user's but what this project is. */
    private static Path repository(Path empty) throws IOException {
        link(REPOSITORY, empty, "org");
        link(REPOSITORY.resolve("org"), Files.createDirectories(empty.resolve("org")), "ipmibridge");
        return empty;
    }

    private static void link(Path from, Path to, String butFor) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals(butFor)) {
                    Files.createSymbolicLink(to.resolve(file.getFileName()), file);
                }
            }
        }
    }
}
