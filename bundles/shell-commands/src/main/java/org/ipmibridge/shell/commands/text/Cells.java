package org.ipmibridge.shell.commands.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Single values and their labels, for people. */
final class Cells {
    private Cells() {}

    /** A value in one line; {@code -} for none. */
    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return text(optional.orElse(null));
        }
        if (value == null || "".equals(value)) {
            return "-";
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        if (value instanceof Collection<?> many) {
            return many.isEmpty() ? "-" : many.stream().map(Cells::text).collect(Collectors.joining(", "));
        }
        return Printable.of(value.toString());
    }

    /** The words of a key such as {@code bootDevice}: {@code boot}, separator, {@code device}. */
    static String label(String key, char separator) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", String.valueOf(separator)).toLowerCase(Locale.ROOT);
    }
}
