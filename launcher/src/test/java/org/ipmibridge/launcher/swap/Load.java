package org.ipmibridge.launcher.swap;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.console.Login;

/** Many sessions with some BMCs, with cipher suites 3 and 17 in turn, all of them busy. */
public final class Load implements AutoCloseable {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final List<BusySession> sessions = new ArrayList<>();

    /**
     * Opens them, one after the other.
     *
     * @param moving the BMC whose machine becomes another one
     */
    public Load(int count, List<InetSocketAddress> bmcs, InetSocketAddress moving, Login login, Meter meter) {
        for (int i = 0; i < count; i++) {
            InetSocketAddress bmc = bmcs.get(i % bmcs.size());
            List<Step> work = bmc.equals(moving) ? Step.OF_ANY_MACHINE : Step.WORK;
            // Only the first one of each BMC changes its machine: they would have to wait for each other.
            List<Step> steps = i < bmcs.size()
                    ? Stream.concat(work.stream(), Stream.of(Step.BOOT_DEVICE)).toList()
                    : work;
            Login suited = login.withSuite(i / bmcs.size() % 2 == 0 ? 17 : 3);
            sessions.add(new BusySession("session " + (i + 1) + " with " + bmc.getPort(), bmc, suited, steps, meter));
        }
    }

    /** Waits until each session has an answer to so many commands that it had not sent before this call. */
    public void awaitAnswers(int each) throws InterruptedException {
        List<Long> wanted =
                sessions.stream().map(session -> session.ended() + 1 + each).toList();
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int i = 0; i < wanted.size(); i++) {
            while (sessions.get(i).ended() < wanted.get(i)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("a session is stuck");
                }
                Thread.sleep(5);
            }
        }
    }

    @Override
    public void close() {
        sessions.forEach(BusySession::close);
    }
}
