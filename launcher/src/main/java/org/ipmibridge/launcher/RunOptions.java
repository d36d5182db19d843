package org.ipmibridge.launcher;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the start script wants the bridge to run.
 *
 * @param switches what is to be done besides running
 * @param home the distribution
 * @param config the configuration directory
 * @param data the directory for state, log and run files
 */
record RunOptions(Set<Switch> switches, Path home, Path config, Path data) {

    /** Something to be done besides running. */
    enum Switch {
        /** Offer the operator's commands on the terminal. */
        CONSOLE("--console"),
        /** Have the archive of loaded classes written in the background. */
        PREPARE("--prepare"),
        /** Start, load what a run would load, and stop. */
        TRIAL("--trial");

        private final String option;

        Switch(String option) {
            this.option = option;
        }

        private static Switch of(String option) throws LauncherException {
            for (Switch each : values()) {
                if (each.option.equals(option)) {
                    return each;
                }
            }
            throw new LauncherException("unknown option " + option);
        }
    }

    /** Reads {@code [switches] HOME CONFIG DATA}. */
    static RunOptions parse(List<String> arguments) throws LauncherException {
        Set<Switch> switches = EnumSet.noneOf(Switch.class);
        int first = 0;
        while (first < arguments.size() && arguments.get(first).startsWith("--")) {
            switches.add(Switch.of(arguments.get(first++)));
        }
        if (arguments.size() - first != 3) {
            throw new LauncherException("the distribution, the configuration and the data directory are needed");
        }
        return new RunOptions(
                switches,
                absolute(arguments.get(first)),
                absolute(arguments.get(first + 1)),
                absolute(arguments.get(first + 2)));
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    boolean has(Switch wanted) {
        return switches.contains(wanted);
    }
}
