package org.ipmibridge.launcher.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys and values of one section of an INI file or one JSON object; knows which of them were asked for. */
final class Section {
    private final String where;
    private final Map<String, Object> values;
    private final Map<String, Integer> lines;
    private final Set<String> asked = new HashSet<>();

    /**
     * @param where what messages call it, such as {@code [vmware]} or {@code vms[0]}
     * @param lines the line of each key, where known
     */
    Section(String where, Map<String, Object> values, Map<String, Integer> lines) {
        this.where = where;
        this.values = values;
        this.lines = lines;
    }

    /** What messages call a key of this section. */
    String place(String key) {
        Integer line = lines.get(key);
        return (line == null ? "" : "line " + line + ", ") + (where + " " + key).strip();
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** The value of the first of these keys that has one. */
    Optional<String> text(String... keys) throws ImportException {
        Optional<String> found = Optional.empty();
        for (String key : keys) {
            asked.add(key);
            Object value = values.get(key);
            if (value instanceof Map || value instanceof List) {
                throw new ImportException(place(key) + ": must be a single value");
            }
            if (found.isEmpty() && value != null && !value.toString().isBlank()) {
                found = Optional.of(value.toString());
            }
        }
        return found;
    }

    String required(String... keys) throws ImportException {
        return text(keys).orElseThrow(() -> new ImportException((where + " " + keys[0]).strip() + " is missing"));
    }

    int port(String key, int otherwise) throws ImportException {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        String digits = text.get().strip();
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65535) {
            throw new ImportException(place(key) + " = " + digits + ": must be a port, 1 to 65535");
        }
        return Integer.parseInt(digits);
    }

    /** Whether one of these keys says yes. */
    boolean flag(String... keys) throws ImportException {
        Optional<String> text = text(keys);
        if (text.isEmpty()) {
            return false;
        }
        return switch (text.get().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new ImportException(place(keys[0]) + " = " + text.get() + ": must be true or false");
        };
    }

    /** A list of texts. */
    List<String> list(String key) throws ImportException {
        asked.add(key);
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new ImportException(place(key) + ": must be a list of texts");
    }

    /** Notes the keys that nobody asked for; their values may be secret and are not shown. */
    void noteUnknown(Notes notes) {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                notes.lost(place(key) + ": is not known here");
            }
        }
    }
}
