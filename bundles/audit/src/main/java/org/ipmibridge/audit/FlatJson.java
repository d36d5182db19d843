package org.ipmibridge.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the lines that {@link JsonLine} writes. */
final class FlatJson {
    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    /** The fields of a line in their order, a list as it is written; empty when it is no such line. */
    static Map<String, String> read(String line) {
        try {
            return new FlatJson(line).object();
        } catch (RuntimeException e) {
            return Map.of();
        }
    }

    private Map<String, String> object() {
        Map<String, String> fields = new LinkedHashMap<>();
        expect('{');
        do {
            String key = string();
            expect(':');
            fields.put(key, value());
        } while (text.charAt(at++) == ',');
        return fields;
    }

    private String value() {
        char first = text.charAt(at);
        if (first == '"') {
            return string();
        }
        int begin = at;
        if (first == '[') {
            while (text.charAt(at) != ']') {
                if (text.charAt(at) == '"') {
                    string();
                } else {
                    at++;
                }
            }
            at++;
            return text.substring(begin, at);
        }
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        return text.substring(begin, at);
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        expect('"');
        for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++)) {
            value.append(next == '\\' ? escaped() : next);
        }
        return value.toString();
    }

    private char escaped() {
        char next = text.charAt(at++);
        if (next != 'u') {
            return next;
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private void expect(char wanted) {
        if (text.charAt(at++) != wanted) {
            throw new IllegalArgumentException("no " + wanted + " at " + at);
        }
    }
}
