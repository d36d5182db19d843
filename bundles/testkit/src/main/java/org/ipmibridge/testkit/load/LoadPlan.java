package org.ipmibridge.testkit.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.ipmibridge.ipmi.console.Login;

/**
 * What a load client does.
 *
 * @param bmcs where to; consoles go to them in turn
 * @param login who, and with which cipher suite
 * @param work what one unit of work is
 * @param sessions how many consoles at once
 * @param rate units of work per second, all consoles together; 0 for as fast as answers come (one request of each console at a time)
 * @param warmUp how long it works before it counts
 * @param duration how long it counts
 */
public record LoadPlan(
        List<InetSocketAddress> bmcs,
        Login login,
        Work work,
        int sessions,
        double rate,
        Duration warmUp,
        Duration duration) {
    /** What is counted. */
    public enum Work {
        /** One Get Chassis Status in a session that stays open. */
        COMMAND,
        /**
         * Get Channel Authentication Capabilities, Open Session, RAKP 1 to 4, Set Session Privilege Level and Close Session, each time from a
         * new socket.
         */
        SESSION
    }

    /** A plan for one BMC. */
    public LoadPlan(
            InetSocketAddress bmc,
            Login login,
            Work work,
            int sessions,
            double rate,
            Duration warmUp,
            Duration duration) {
        this(List.of(bmc), login, work, sessions, rate, warmUp, duration);
    }

    public LoadPlan withRate(double newRate) {
        return new LoadPlan(bmcs, login, work, sessions, newRate, warmUp, duration);
    }
}
