package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;

/** Starting and stopping, with no BMC configured. */
public class LaunchIT {
    private Path config;
    private Path data;

    @Before
    public void emptyConfiguration() throws Exception {
        Path scratch = Archive.scratch();
        config = Files.createDirectory(scratch.resolve("config"));
        data = scratch.resolve("data");
    }

    @Test
    public void theHelpExplainsEveryVerb() throws Exception {
        Finished help = Command.run(Archive.script(), "--help");

        assertThat(help.code()).isZero();
        assertThat(help.output()).contains("run ", "shell ", "test ", "--help", "--version");
    }

    @Test
    public void theVersionIsPrinted() throws Exception {
        Finished version = Command.run(Archive.script(), "--version");

        assertThat(version.code()).isZero();
        assertThat(version.output()).matches("IPMI-VMware Bridge \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    public void anUnknownVerbIsNamed() throws Exception {
        Finished finished = Command.run(Archive.script(), "fly");

        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.output()).contains("'fly'").hasLineCount(1);
    }

    @Test
    public void aWrongCommandLineIsNoFailure() throws Exception {
        for (String[] line : List.of(
                new String[] {"run", "--foo"},
                new String[] {"run", "--data", data.toString(), "--foo"},
                new String[] {"status", "--data"},
                new String[] {"shell", "--data", ""},
                new String[] {"bench", "--foo"},
                new String[] {"bench", "--rounds", "many"})) {
            Finished finished = Command.run(
                    Stream.concat(Stream.of(Archive.script()), Stream.of(line)).toArray(String[]::new));

            assertThat(finished.code()).as(String.join(" ", line)).isEqualTo(2);
            assertThat(finished.output()).endsWith("; see bridge --help").hasLineCount(1);
        }
    }

    @Test
    public void theDataDirectoryMayBeNamedAfterOtherOptions() throws Exception {
        Finished status = Command.run(Archive.script(), "status", "--json", "--data", data.toString());

        assertThat(status.code()).isEqualTo(3);
        assertThat(status.output()).isEqualTo("bridge: no bridge runs with the data directory " + data);
    }

    @Test
    public void aTerminatedBridgeStopsCleanly() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(config, data)) {
            bridge.awaitLog("Starting with globalExtender");

            assertThat(bridge.stop()).isZero();
            assertThat(bridge.err()).isEmpty();
        }
        assertThat(data.resolve("run")).isEmptyDirectory();
    }

    @Test
    public void aBridgeThatIsTerminatedWhileItStartsStopsCleanlyToo() throws Exception {
        for (int bundle = 1; bundle < 36; bundle += 5) {
            Path own = data.resolveSibling("data-" + bundle);
            Path reached = own.resolve("cache/framework/bundle" + bundle);
            try (RunningBridge bridge = RunningBridge.start(config, own)) {
                VsphereCase.await(() -> Files.exists(reached));

                assertThat(bridge.stop()).isZero();
                assertThat(bridge.err()).isEmpty();
            }
            assertThat(own.resolve("run")).isEmptyDirectory();
        }
    }

    @Test
    public void aBridgeWhoseInputIsClosedRunsOn() throws Exception {
        try (RunningBridge bridge = RunningBridge.start(config, data)) {
            bridge.closeInput();
            bridge.awaitLog("Starting with globalExtender");

            assertThat(bridge.isAlive()).isTrue();
        }
    }

    @Test
    public void aMissingConfigurationDirectoryIsNamed() throws Exception {
        refused(config.resolve("none"), data, "bridge: the configuration directory " + config + "/none does not exist");
    }

    @Test
    public void aConfigurationFileThatCannotBeReadIsNamed() throws Exception {
        Path file = Files.createDirectory(config.resolve("org.ipmibridge.example.cfg"));

        refused(config, data, "bridge: the configuration file " + file + " cannot be read");
    }

    @Test
    public void aDataDirectoryThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(data);

        refused(config, file.resolve("data"), "bridge: the data directory " + file + "/data cannot be used: ");
    }

    @Test
    public void aSecondBridgeLeavesTheFirstOneItsData() throws Exception {
        try (RunningBridge first = RunningBridge.start(config, data)) {
            first.awaitLog("Starting with globalExtender");

            refused(config, data, "bridge: another bridge, process ");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    public void aBridgeThatWasKilledCanBeStartedAgain() throws Exception {
        try (RunningBridge killed = RunningBridge.start(config, data)) {
            killed.awaitLog("Starting with globalExtender");
            killed.kill();
            Files.delete(killed.log());
        }
        try (RunningBridge bridge = RunningBridge.start(config, data)) {
            bridge.awaitLog("Starting with globalExtender");

            assertThat(bridge.stop()).isZero();
        }
    }

    @Test
    public void aShellWithoutABridgeSaysSo() throws Exception {
        Finished shell = Command.run(Archive.script(), "shell", "--data", data.toString(), "bmc:list");

        assertThat(shell.code()).isEqualTo(3);
        assertThat(shell.output()).isEqualTo("bridge: no bridge runs with the data directory " + data);
    }

    @Test
    public void aCoreBundleThatDoesNotRunIsNamedAndEndsTheStart() throws Exception {
        Path broken = Archive.copy(config.resolveSibling("broken"));
        // A jar without the packages that the interpolation plug-in imports.
        Files.copy(
                Archive.only(broken.resolve("lib"), "feature-format-*.jar"),
                Archive.only(broken.resolve("bundles"), "org.apache.felix.converter-*.jar"),
                StandardCopyOption.REPLACE_EXISTING);

        Finished run = Command.run(broken + "/bin/bridge", "run", "--config", config.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).contains("interpolation");
    }

    private static void refused(Path config, Path data, String line) throws Exception {
        Finished run = Command.run(Archive.script(), "run", "--config", config.toString(), "--data", data.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.output()).startsWith(line).hasLineCount(1);
    }
}
