package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipmibridge.testkit.hostile.HostileRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Damaged, forged and repeated packets, against the whole bridge. */
public class HostilePacketsIT {
    private static final int PACKETS = 10_000;
    /** What live objects may take more than before, for all the classes that were loaded meanwhile. */
    private static final long GROWTH = 1 << 20;

    private WireBridge bridge;

    @Before
    public void start() throws Exception {
        bridge = WireBridge.start(config -> config.session("v15.authentication", "md5,straight,md2"));
    }

    /** The log must show no exception. */
    @After
    public void stop() throws Exception {
        bridge.stop();
    }

    @Test
    public void hostilePacketsAreNotObeyedHarmNobodyAndLeaveNothingBehind() throws Exception {
        run(1, 3);
        long before = bridge.demonstration().liveBytes();
        run(2, 17);
        run(3, 3);
        assertThat(bridge.demonstration().liveBytes() - before).isLessThan(GROWTH);
    }

    private void run(long seed, int suite) {
        HostileRun run = new HostileRun(() -> bridge.wire(1), WireBridge.ADMIN.withSuite(suite), seed);
        run.run(PACKETS);
        System.out.println("seed " + seed + ", sent/answered: " + run);
    }
}
