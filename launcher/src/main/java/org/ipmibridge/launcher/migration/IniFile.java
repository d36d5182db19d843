package org.ipmibridge.launcher.migration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An INI file as Python's configparser reads it: keys in lower case, whole-line comments, indented lines that go on, {@code %%} for %. */
final class IniFile {
    private static final Pattern SECTION = Pattern.compile("\\[([^]]+)]\\s*");
    private static final Pattern ENTRY = Pattern.compile("([^=:]+?)\\s*[=:]\\s*(.*)");
    /** An address with colons may be a key. */
    private static final Pattern EQUALS_ENTRY = Pattern.compile("([^=]+?)\\s*=\\s*(.*)");

    private final Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> lines = new LinkedHashMap<>();
    private String section;
    private String key;

    private IniFile() {}

    /** Reads a text. @throws ImportException if it is not of this form; the message names the line */
    static IniFile parse(String text) throws ImportException {
        IniFile file = new IniFile();
        int number = 0;
        for (String line : text.split("\r?\n|\r")) {
            number++;
            file.take(line.stripTrailing(), number);
        }
        return file;
    }

    /** A section, empty when the file has none of this name. */
    Section section(String name) {
        return new Section("[" + name + "]", sections.getOrDefault(name, Map.of()), lines.getOrDefault(name, Map.of()));
    }

    Iterable<String> names() {
        return sections.keySet();
    }

    private void take(String line, int number) throws ImportException {
        String content = line.strip();
        if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
            return;
        }
        if (Character.isWhitespace(line.charAt(0)) && key != null) {
            sections.get(section).merge(key, unescaped(content), (before, more) -> before + "\n" + more);
            return;
        }
        Matcher header = SECTION.matcher(content);
        if (header.matches()) {
            open(header.group(1));
        } else {
            add(content, number);
        }
    }

    private void open(String name) {
        section = name.strip().toLowerCase(Locale.ROOT);
        key = null;
        sections.putIfAbsent(section, new LinkedHashMap<>());
        lines.putIfAbsent(section, new LinkedHashMap<>());
    }

    private void add(String content, int number) throws ImportException {
        if (section == null) {
            throw new ImportException("line " + number + ": a [section] expected");
        }
        Matcher entry = entry(content)
                .orElseThrow(
                        () -> new ImportException("line " + number + ", [" + section + "]: 'key = value' expected"));
        key = entry.group(1).toLowerCase(Locale.ROOT);
        if (lines.get(section).putIfAbsent(key, number) != null) {
            throw new ImportException("line " + number + ", [" + section + "] " + key + ": is in line "
                    + lines.get(section).get(key) + " already");
        }
        sections.get(section).put(key, unescaped(entry.group(2)));
    }

    private Optional<Matcher> entry(String content) {
        Pattern form = section.equals("vm_mapping") && content.contains("=") ? EQUALS_ENTRY : ENTRY;
        Matcher entry = form.matcher(content);
        return entry.matches() ? Optional.of(entry) : Optional.empty();
    }

    private static String unescaped(String value) {
        return value.replace("%%", "%");
    }
}
