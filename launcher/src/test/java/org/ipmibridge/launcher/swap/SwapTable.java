package org.ipmibridge.launcher.swap;

import java.util.LinkedHashMap;
import java.util.Map;

/** What clients noticed of each swap in all rounds, in Markdown. */
public final class SwapTable {
    private final Map<String, Notice> rows = new LinkedHashMap<>();

    public void add(String swap, Notice notice) {
        rows.computeIfAbsent(swap, name -> new Notice()).add(notice);
    }

    /** All of it together. */
    public Notice total() {
        Notice total = new Notice();
        rows.values().forEach(total::add);
        return total;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("""
                | swap | commands | failed | sessions lost | longest wait, ms | longest silence, ms | ipmitool runs | failed |
                |---|--:|--:|--:|--:|--:|--:|--:|
                """);
        rows.forEach((name, notice) -> row(text, name, notice));
        row(text, "**all**", total());
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Notice notice) {
        text.append("| %s | %d | %d | %d | %d | %d | %d | %d |%n"
                .formatted(
                        name,
                        notice.sent(),
                        notice.failed(),
                        notice.lost(),
                        notice.longestWaitMillis(),
                        notice.silenceMillis(),
                        notice.toolRuns(),
                        notice.toolFailed()));
    }
}
