package org.ipmibridge.shell.commands.text;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes JSON (RFC 8259) in one line, in ASCII: maps, iterables, numbers, booleans, null; everything else as a string. */
final class Json {
    private Json() {}

    static String write(Object value) {
        if (value instanceof Optional<?> optional) {
            return write(optional.orElse(null));
        }
        if (value instanceof Shown shown) {
            return write(shown.number());
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> string(entry.getKey().toString()) + ":" + write(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Iterable<?> items) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(Json::write)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return string(value.toString());
    }

    private static String string(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(unit -> append(json, (char) unit));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char unit) {
        if (unit == '"' || unit == '\\') {
            json.append('\\').append(unit);
        } else if (unit < ' ' || unit > '~') {
            json.append(String.format("\\u%04x", (int) unit));
        } else {
            json.append(unit);
        }
    }
}
