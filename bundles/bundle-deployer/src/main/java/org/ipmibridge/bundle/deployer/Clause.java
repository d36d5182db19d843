package org.ipmibridge.bundle.deployer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;

/**
 * A clause of a manifest header such as {@code Export-Package}.
 *
 * @param names what it is about
 * @param attributes its attributes; directives are left out
 */
record Clause(List<String> names, Map<String, Object> attributes) {

    /** The clauses of a header. */
    static List<Clause> of(String header) {
        return split(header, ',').stream().map(Clause::parse).toList();
    }

    /** What the first clause is about; empty where there is none. */
    static String first(String header) {
        return header == null
                ? ""
                : of(header).stream()
                        .flatMap(clause -> clause.names().stream())
                        .findFirst()
                        .orElse("");
    }

    private static Clause parse(String text) {
        List<String> names = new ArrayList<>();
        Map<String, Object> attributes = new HashMap<>();
        for (String part : split(text, ';')) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                names.add(part);
            } else if (part.charAt(Math.max(0, equals - 1)) != ':') {
                String key = part.substring(0, equals).strip().replaceFirst(":Version$", "");
                String value = part.substring(equals + 1).strip().replaceAll("^\"|\"$", "");
                attributes.put(key, key.equals("version") ? version(value) : value);
            }
        }
        return new Clause(names, attributes);
    }

    private static Object version(String text) {
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** The parts, without blanks around them; a separator in quotes separates nothing. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            if (!end && text.charAt(i) == '"') {
                quoted = !quoted;
            }
            if (end || !quoted && text.charAt(i) == separator) {
                parts.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
