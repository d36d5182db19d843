package org.ipmibridge.testkit.load;

/** What the benchmark measures; the table's rows. */
enum Measure {
    ONE_SESSION("requests/s, 1 session", 0),
    SIXTEEN_SESSIONS("requests/s, 16 sessions", 0),
    SET_UPS("whole sessions/s, 16 at a time", 0),
    HALF_LOAD_MEDIAN("latency at half load, median, us", 1),
    HALF_LOAD_P99("latency at half load, 99 in 100, us", 1),
    CPU_PER_REQUEST("server's processor time per request, us", 1),
    CPU_PER_SESSION("server's processor time per whole session, us", 1),
    MEMORY("server's resident memory, MB", 0);

    private final String label;
    private final int digits;

    Measure(String label, int digits) {
        this.label = label;
        this.digits = digits;
    }

    String label() {
        return label;
    }

    String format(double value) {
        return String.format("%." + digits + "f", value);
    }
}
