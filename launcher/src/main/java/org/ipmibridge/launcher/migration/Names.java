package org.ipmibridge.launcher.migration;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names for configurations, each once: letters, digits, dots, hyphens and underscores, 1 to 63 of them. */
final class Names {
    private static final int LONGEST = 56;

    private final Set<String> given = new HashSet<>();

    /** A name that is like this one. Names differ in more than case, for they become files' names. */
    String like(String wanted) {
        String base = wanted.replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceFirst("^[._-]+", "");
        base = base.isEmpty() ? "x" : base.substring(0, Math.min(LONGEST, base.length()));
        String name = base;
        for (int i = 2; !given.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
