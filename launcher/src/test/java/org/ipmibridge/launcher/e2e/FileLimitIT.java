package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ipmibridge.testkit.load.FleetFiles;
import org.junit.Test;

/** A bridge that may have fewer files open than it has BMCs. */
public class FileLimitIT {
    private static final int BMCS = 400;
    private static final int LIMIT = 400;
    private static final String PROBLEM =
            "limit of open files: only [0-9]+ of 400 BMCs can listen: the process may have 400"
                    + " files open, and needs [0-9]+; raise it with ulimit -n, or LimitNOFILE= of the systemd unit, and start again, or"
                    + " now with prlimit --nofile";

    @Test
    public void aLimitThatIsTooLowIsOneProblemAndTheOthersWork() throws Exception {
        Path scratch = Archive.scratch();
        Path data = scratch.resolve("data");
        FleetFiles.write(Archive.home(), scratch.resolve("config"), BMCS, 72, ConfigFiles.freePort());
        List<String> limited = List.of("bash", "-c", "ulimit -n " + LIMIT + " && exec \"$@\"", "-");
        try (RunningBridge bridge = RunningBridge.start(limited, scratch.resolve("config"), data, Map.of())) {
            String ready = bridge.awaitReady();
            System.out.println(ready);
            assertThat(ready).matches("ready: [1-9][0-9]* of 400 BMCs answer, in .*");
            assertThat(bridge.out())
                    .hasSizeLessThan(100)
                    .anyMatch(line -> line.matches("[1-9] problems?: see bmc:problems"));
            assertThat(bridge.out()).filteredOn(line -> line.contains("FAILED")).hasSizeBetween(1, 30);

            bridge.awaitLog("limit of open files");
            assertThat(bridge.logged().lines().filter(line -> line.contains(" ERROR ")))
                    .singleElement()
                    .asString()
                    .matches(".* ERROR +OpenFiles " + PROBLEM);

            Finished problems = Command.run(Archive.script(), "shell", "--data", data.toString(), "bmc:problems");
            System.out.println(problems.output());
            assertThat(problems.output().replaceAll("\\s+", " ")).containsPattern(PROBLEM);
            assertThat(problems.output()).containsOnlyOnce("limit of open files");

            assertThat(bridge.stop()).isZero();
        }
    }
}
