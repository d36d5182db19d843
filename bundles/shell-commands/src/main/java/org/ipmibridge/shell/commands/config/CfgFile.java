package org.ipmibridge.shell.commands.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a configuration file, as File Install reads it: {@code key = value}, {@code key: value} or {@code key value}; a backslash at a
 * line's end goes on in the next line; lines that begin with {@code #} or {@code !} are comments. A change leaves every other line as it is.
 * Immutable.
 */
final class CfgFile {
    /** The encoding in which File Install reads, and in which every byte is a character. */
    static final Charset CHARSET = StandardCharsets.ISO_8859_1;

    static final CfgFile EMPTY = new CfgFile(List.of(), List.of());

    /**
     * A key and its value.
     *
     * @param first the first of its lines
     * @param end the line after its last one
     * @param prefix what stands before the value
     */
    private record Entry(int first, int end, String prefix, String key, String value) {}

    /** The lines with their ends. */
    private final List<String> lines;

    private final List<Entry> entries;

    private CfgFile(List<String> lines, List<Entry> entries) {
        this.lines = lines;
        this.entries = entries;
    }

    /** @throws IllegalArgumentException if File Install would not read it, or would lose a part; the message says the line and why */
    static CfgFile parse(String text) {
        List<String> lines = lines(text);
        List<Entry> entries = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            String content = content(lines.get(next)).stripLeading();
            if (content.isEmpty() || content.startsWith("#") || content.startsWith("!")) {
                next++;
            } else {
                Entry entry = entry(lines, next);
                entries.add(entry);
                next = entry.end();
            }
        }
        return new CfgFile(lines, List.copyOf(entries));
    }

    /** The keys in the order of the file. */
    Set<String> keys() {
        return entries.stream().map(Entry::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The value of a key: of several, the last one counts. */
    Optional<String> get(String key) {
        return last(key).map(Entry::value);
    }

    /** The same with another value; it stands where the old one stood, or at the end. */
    CfgFile with(String key, String value) {
        Optional<Entry> before = last(key);
        List<String> changed = new ArrayList<>(lines);
        if (before.isPresent()) {
            Entry entry = before.get();
            String end = end(lines.get(entry.end() - 1));
            changed.subList(entry.first(), entry.end()).clear();
            changed.add(entry.first(), entry.prefix() + CfgText.escape(value) + end);
        } else {
            int last = changed.size() - 1;
            if (last >= 0 && end(changed.get(last)).isEmpty()) {
                changed.set(last, changed.get(last) + lineEnd());
            }
            changed.add(key + " = " + CfgText.escape(value) + lineEnd());
        }
        return parse(String.join("", changed));
    }

    /** The same without a key. */
    CfgFile without(String key) {
        List<String> changed = new ArrayList<>(lines);
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.key().equals(key)) {
                changed.subList(entry.first(), entry.end()).clear();
            }
        }
        return parse(String.join("", changed));
    }

    /** The text. */
    @Override
    public String toString() {
        return String.join("", lines);
    }

    private Optional<Entry> last(String key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).reduce((first, second) -> second);
    }

    private String lineEnd() {
        return lines.isEmpty() || !lines.get(0).endsWith("\r\n") ? "\n" : "\r\n";
    }

    private static Entry entry(List<String> lines, int first) {
        String line = content(lines.get(first));
        int keyStart = line.length() - line.stripLeading().length();
        int keyEnd = keyEnd(line, keyStart);
        int valueStart = valueStart(line, keyEnd);
        StringBuilder value = new StringBuilder(line.substring(valueStart));
        int end = first + 1;
        while (goesOn(value)) {
            if (end >= lines.size()) {
                throw wrong(first, "it ends with a backslash, and there is no line after it");
            }
            value.setLength(value.length() - 1);
            value.append(content(lines.get(end)).stripLeading());
            end++;
        }
        try {
            return new Entry(
                    first,
                    end,
                    line.substring(0, valueStart),
                    CfgText.unescape(line.substring(keyStart, keyEnd)),
                    CfgText.unescape(value.toString()));
        } catch (IllegalArgumentException e) {
            throw wrong(first, e.getMessage());
        }
    }

    private static IllegalArgumentException wrong(int line, String reason) {
        return new IllegalArgumentException("line " + (line + 1) + ": " + reason);
    }

    private static int keyEnd(String line, int start) {
        int at = start;
        while (at < line.length() && !isSeparator(line.charAt(at))) {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, line.length());
    }

    private static int valueStart(String line, int keyEnd) {
        int at = blanks(line, keyEnd);
        return at < line.length() && (line.charAt(at) == '=' || line.charAt(at) == ':') ? blanks(line, at + 1) : at;
    }

    private static int blanks(String line, int start) {
        int at = start;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSeparator(char c) {
        return c == '=' || c == ':' || Character.isWhitespace(c);
    }

    private static boolean goesOn(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean carriageReturnOfTwo = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !carriageReturnOfTwo) {
                lines.add(text.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return List.copyOf(lines);
    }

    private static String content(String line) {
        return line.substring(0, line.length() - end(line).length());
    }

    private static String end(String line) {
        return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : line.endsWith("\r") ? "\r" : "";
    }
}
