package org.ipmibridge.launcher.isoboot;

import java.io.PrintStream;

/** Prints one line for each step. */
final class Report {
    private static final String LINE = "%-5s %-28s %s%n";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** Something that a step does, and tells in words. */
    @FunctionalInterface
    interface Step {
        String run() throws StepFailedException;
    }

    /** Runs a step and prints how it went. */
    void step(String name, Step step) throws StepFailedException {
        try {
            out.printf(LINE, "ok", name, step.run());
        } catch (StepFailedException | RuntimeException e) {
            out.printf(LINE, "FAIL", name, e.getMessage());
            throw new StepFailedException("'" + name + "'");
        }
    }

    void line(String text) {
        out.println(text);
    }
}
