package org.ipmibridge.shell.commands.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes YAML 1.2, which YAML 1.1 readers understand too: maps and lists in lines, texts as in JSON where they are more than a word. */
public final class Yaml {
    /** What is a text in every version of YAML without quotes: no number, date, truth value or mark. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private Yaml() {}

    /**
     * A document.
     *
     * @param value maps, lists, texts, numbers and truth values; of maps and lists none is empty
     */
    public static String write(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value, 0);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                String name = key.toString();
                text.append("  ".repeat(depth))
                        .append(KEY.matcher(name).matches() && !isWord(name) ? name : Json.write(name))
                        .append(':');
                appendBelow(text, each, depth);
            });
        } else if (value instanceof List<?> list) {
            for (Object each : list) {
                StringBuilder item = new StringBuilder();
                append(item, each, depth + 1);
                int indent = each instanceof Map<?, ?> || each instanceof List<?> ? 2 * (depth + 1) : 0;
                text.append("  ".repeat(depth)).append("- ").append(item, indent, item.length());
            }
        } else {
            text.append(Json.write(value)).append('\n');
        }
    }

    private static void appendBelow(StringBuilder text, Object value, int depth) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            text.append('\n');
            append(text, value, depth + 1);
        } else {
            text.append(' ');
            append(text, value, 0);
        }
    }

    /** What YAML 1.1 takes for a truth value or for nothing. */
    private static boolean isWord(String name) {
        return Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null")
                .matcher(name)
                .matches();
    }
}
