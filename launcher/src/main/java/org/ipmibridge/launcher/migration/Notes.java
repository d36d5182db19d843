package org.ipmibridge.launcher.migration;

import java.util.ArrayList;
import java.util.List;

/** What the operator must know in the end: what to check, and what could not be carried over. */
final class Notes {
    private final List<String> checks = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    void check(String text) {
        checks.add(text);
    }

    void lost(String text) {
        lost.add(text);
    }

    List<String> checks() {
        return checks;
    }

    List<String> lost() {
        return lost;
    }
}
