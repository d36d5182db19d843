package org.ipmibridge.testkit.load;

import java.util.List;

/** Servers on one processor, the client on another: {@code taskset}, which {@code bridge bench} starts this program with too. */
final class Pinning {
    private Pinning() {}

    /** Whether there are two processors for it, as the start script found out. */
    static boolean isOn() {
        return Boolean.getBoolean("bench.pinned");
    }

    /** What to put before the command of a server. */
    static List<String> server() {
        return isOn() ? List.of("taskset", "-c", "0") : List.of();
    }
}
