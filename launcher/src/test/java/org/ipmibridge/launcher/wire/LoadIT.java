package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.ipmibridge.testkit.load.LoadClient;
import org.ipmibridge.testkit.load.LoadPlan;
import org.ipmibridge.testkit.load.LoadPlan.Work;
import org.ipmibridge.testkit.load.LoadResult;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Many consoles at once, as fast as they can: every answer is right. How fast that is fails no test. */
public class LoadIT {
    private static WireBridge bridge;

    @BeforeClass
    public static void start() throws Exception {
        bridge = WireBridge.start(config -> {});
    }

    @AfterClass
    public static void stop() throws Exception {
        bridge.stop();
    }

    @Test
    public void commandsOfManySessionsAreAllAnsweredRight() throws IOException {
        assertRight(Work.COMMAND, 60, 3);
        assertRight(Work.COMMAND, 60, 17);
    }

    @Test
    public void logInsAreAllAnsweredRight() throws IOException {
        assertRight(Work.SESSION, 20, 3);
        assertRight(Work.SESSION, 20, 17);
    }

    private static void assertRight(Work work, int sessions, int suite) throws IOException {
        LoadResult result = LoadClient.run(new LoadPlan(
                bridge.demonstration().endpoint(1),
                WireBridge.ADMIN.withSuite(suite),
                work,
                sessions,
                0,
                Duration.ZERO,
                Duration.ofSeconds(2)));
        System.out.println(work + ", suite " + suite + ", " + sessions + " at a time: " + result);
        assertThat(result.work()).isPositive();
        if (result.late() == 0) {
            assertThat(result.wrong()).isZero();
        }
    }
}
