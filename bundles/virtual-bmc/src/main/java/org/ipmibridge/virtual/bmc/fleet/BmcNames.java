package org.ipmibridge.virtual.bmc.fleet;

import java.util.function.Predicate;

/** Makes names of BMCs of names of machines. */
final class BmcNames {
    private static final int LONGEST = 63;

    private BmcNames() {}

    /** The machine's name with a hyphen for what a BMC's name cannot have, and with a number behind it when another BMC has that name. */
    static String of(String machine, Predicate<String> isTaken) {
        String readable = machine.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        String base = readable.isEmpty() ? "machine" : readable;
        String name = cut(base, LONGEST);
        for (int number = 2; isTaken.test(name); number++) {
            String suffix = "-" + number;
            name = cut(base, LONGEST - suffix.length()) + suffix;
        }
        return name;
    }

    private static String cut(String name, int length) {
        return name.length() <= length ? name : name.substring(0, length);
    }
}
