package org.ipmibridge.shell.commands.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of one kind: a table for people, an array of objects in JSON. The columns stay the same whatever the rows hold. */
public final class Listing implements Iterable<Map<String, Object>> {
    private final List<String> keys;
    private final List<List<Object>> rows = new ArrayList<>();

    /** @param keys of the columns as JSON names them, for example {@code bootDevice} */
    public Listing(String... keys) {
        this.keys = List.of(keys);
    }

    /** @param cells one for each column: what {@link Fields#put} takes; null for "none" */
    public Listing add(Object... cells) {
        if (cells.length != keys.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + keys.size() + " columns");
        }
        rows.add(Collections.unmodifiableList(Arrays.asList(cells.clone())));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table, or the JSON. */
    public String render(boolean json) {
        return json ? Json.write(this) : toString();
    }

    @Override
    public Iterator<Map<String, Object>> iterator() {
        return rows.stream().map(this::object).iterator();
    }

    /** The table: a header and one line for each row, without a line end at its end. */
    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(keys.stream()
                .map(key -> Cells.label(key, '-').toUpperCase(Locale.ROOT))
                .toList());
        rows.forEach(row -> lines.add(row.stream().map(Cells::text).toList()));
        int[] widths = widths(lines);
        return lines.stream().map(line -> align(line, widths)).collect(Collectors.joining("\n"));
    }

    private Map<String, Object> object(List<Object> row) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            object.put(keys.get(i), row.get(i));
        }
        return object;
    }

    private int[] widths(List<List<String>> lines) {
        int[] widths = new int[keys.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static String align(List<String> line, int[] widths) {
        StringBuilder aligned = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            aligned.append(line.get(i))
                    .append(" ".repeat(widths[i] - line.get(i).length() + 2));
        }
        return aligned.toString().stripTrailing();
    }
}
