package org.ipmibridge.shell.commands.status;

/**
 * How the bridge is doing, in one word and why.
 *
 * @param word {@code ok}, {@code starting} or {@code degraded}
 * @param reason why it is not ok; empty when it is
 */
record Health(String word, String reason) {
    /** All well. */
    static final Health OK = new Health("ok", "");

    /**
     * The health of a bridge.
     *
     * @param started whether every bundle was started
     * @param served whether the session layer and the dispatcher are there, without which no packet is answered
     * @param problems how many there are
     */
    static Health of(boolean started, boolean served, BmcCounts bmcs, int problems) {
        if (!started) {
            return new Health("starting", "not everything is started yet");
        }
        if (!served) {
            return new Health("degraded", "no command is answered: bmc:problems and bundle:list tell what is missing");
        }
        if (problems > 0) {
            return new Health("degraded", problems == 1 ? "1 problem" : problems + " problems");
        }
        return bmcs.starting() == 0 ? OK : new Health("starting", bmcs + " so far");
    }

    boolean isOk() {
        return reason.isEmpty();
    }

    @Override
    public String toString() {
        return isOk() ? word : word + ": " + reason;
    }
}
