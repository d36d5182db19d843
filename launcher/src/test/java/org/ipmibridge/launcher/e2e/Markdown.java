package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page in Markdown: what it links to, what can be linked to, and what it says of configuration files and commands. */
final class Markdown {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
    private static final Pattern FILE_OF_TABLE = Pattern.compile("\\*\\*`(org\\.[a-z.]+?)(-NAME)?\\.cfg`\\*\\*.*");
    private static final Pattern COMMAND = Pattern.compile("[a-z]+:[a-z]+");

    private final Path file;
    private final List<String> prose = new ArrayList<>();

    /** The lines of blocks that are typed, or show what that prints. */
    private final List<String> typed = new ArrayList<>();

    Markdown(Path file) throws IOException {
        this.file = file;
        String block = null;
        for (String line : Files.readAllLines(file)) {
            String stripped = line.strip();
            if (stripped.startsWith("```")) {
                block = block == null ? stripped.substring(3) : null;
            } else if (block == null) {
                prose.add(stripped);
            } else if (block.equals("sh") || block.equals("console")) {
                typed.add(stripped);
            }
        }
    }

    /** All pages of a source tree, but for what was built or is hidden. */
    static List<Markdown> all(Path root) throws IOException {
        List<Markdown> pages = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean ours = directory.equals(root) || !name.equals("target") && !name.startsWith(".");
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    pages.add(new Markdown(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }

    Path file() {
        return file;
    }

    /** Where its links lead, as they are written. */
    List<String> links() {
        return prose.stream()
                .map(line -> CODE.matcher(line).replaceAll("code"))
                .flatMap(line -> LINK.matcher(line).results())
                .map(link -> link.group(1))
                .toList();
    }

    /** The names of its headings in links, as hosts of repositories make them. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        for (String line : prose) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                String name = heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int earlier = seen.merge(name, 1, Integer::sum) - 1;
                anchors.add(earlier == 0 ? name : name + "-" + earlier);
            }
        }
        return anchors;
    }

    /** The keys in the first column of each table that follows a line with the name of a configuration file in bold, by PID. */
    Map<String, Set<String>> configurationKeys() {
        Map<String, Set<String>> keys = new TreeMap<>();
        String pid = null;
        boolean inTable = false;
        for (String line : prose) {
            var named = FILE_OF_TABLE.matcher(line);
            if (named.matches()) {
                pid = named.group(1);
                inTable = false;
            } else if (pid != null && line.startsWith("|")) {
                inTable = true;
                if (line.startsWith("| `")) {
                    String first = line.substring(1, line.indexOf('|', 1));
                    code(first).forEach(keys.computeIfAbsent(pid, any -> new TreeSet<>())::add);
                }
            } else if (inTable) {
                pid = null;
                inTable = false;
            }
        }
        return keys;
    }

    /** The shell's commands that it names with their scope. */
    Set<String> commands() {
        Set<String> commands = new TreeSet<>();
        Stream<String> named = prose.stream().flatMap(Markdown::code).map(code -> code.split("\\s+")[0]);
        Stream<String> used = typed.stream()
                .filter(line -> !line.matches("(\\$ )?mvn .*"))
                .flatMap(line -> Stream.of(line.split("\\s+")));
        Stream.concat(named, used)
                .filter(word -> COMMAND.matcher(word).matches())
                .forEach(commands::add);
        return commands;
    }

    private static Stream<String> code(String line) {
        return CODE.matcher(line).results().map((MatchResult found) -> found.group(1)
                .strip());
    }
}
