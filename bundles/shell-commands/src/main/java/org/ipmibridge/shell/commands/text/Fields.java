package org.ipmibridge.shell.commands.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What there is to know of one thing: {@code label: value} lines for people, one object in JSON. */
public final class Fields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * @param key as JSON names it, for example {@code bootDevice}
     * @param value a text, number, boolean or {@link Shown}, a collection of these, a {@link Listing}, or null for "none"
     */
    public Fields put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    /** The lines, or the JSON. */
    public String render(boolean json) {
        return json ? Json.write(values) : toString();
    }

    @Override
    public String toString() {
        int width = values.keySet().stream()
                .mapToInt(key -> Cells.label(key, ' ').length())
                .max()
                .orElse(0);
        return values.entrySet().stream()
                .map(entry -> line(Cells.label(entry.getKey(), ' ') + ":", width + 1, entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String label, int width, Object value) {
        if (value instanceof Listing listing) {
            return listing.isEmpty()
                    ? pad(label, width) + "-"
                    : label + "\n" + listing.toString().indent(2).stripTrailing();
        }
        return pad(label, width) + Cells.text(value);
    }

    private static String pad(String label, int width) {
        return label + " ".repeat(width - label.length() + 1);
    }
}
