package org.ipmibridge.launcher.e2e;

/**
 * A command that has run.
 *
 * @param code its exit code; -1 when it was ended because it took too long
 * @param output what it printed on both streams, but for an ipmitool's {@link ResendNotice}
 * @param millis how long it took
 */
record Finished(int code, String output, long millis) {}
