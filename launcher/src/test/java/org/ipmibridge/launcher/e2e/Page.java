package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command lines of a page in Markdown, in order: of {@code sh} blocks, and of {@code console} blocks with what they print. */
final class Page {
    /** Stands for anything in a line, and as a line for any lines. */
    private static final String ANYTHING = "...";

    private Page() {}

    /**
     * A command line.
     *
     * @param command what is typed
     * @param output what it prints; null where the page does not say
     * @param goesOn whether it goes on while the next ones are typed, in other terminals
     */
    record Step(String command, List<String> output, boolean goesOn) {
        /** Whether that is what the page says. */
        boolean prints(String printed) {
            return output == null || pattern().matcher(printed.stripTrailing()).matches();
        }

        private Pattern pattern() {
            StringBuilder regex = new StringBuilder();
            for (String line : output) {
                if (line.equals(ANYTHING)) {
                    regex.append("(?:.*\\R?)*?");
                } else {
                    regex.append(quoted(line)).append("\\h*(?:\\R|$)");
                }
            }
            return Pattern.compile(regex.toString());
        }

        private static String quoted(String line) {
            return String.join(
                    ".*",
                    List.of(line.stripTrailing().split(Pattern.quote(ANYTHING), -1)).stream()
                            .map(Pattern::quote)
                            .toList());
        }
    }

    /** The steps of a section, the heading of which is given with its marks; the section ends where one of the same level begins. */
    static List<Step> steps(Path page, String heading) throws IOException {
        List<Step> steps = new ArrayList<>();
        List<String> block = null;
        String kind = "";
        boolean inside = false;
        String sameLevel = heading.substring(0, heading.indexOf(' ') + 1);
        for (String line : Files.readAllLines(page)) {
            if (block == null && line.startsWith(sameLevel)) {
                inside = line.equals(heading);
            } else if (block == null && inside && line.startsWith("```")) {
                kind = line.substring(3);
                block = new ArrayList<>();
            } else if (block != null && line.equals("```")) {
                add(steps, kind, block);
                block = null;
            } else if (block != null) {
                block.add(line);
            }
        }
        return steps;
    }

    private static void add(List<Step> steps, String kind, List<String> block) {
        if (kind.equals("sh")) {
            steps.add(new Step(String.join("\n", block), null, false));
        } else if (kind.equals("console")) {
            for (int i = 0; i < block.size(); ) {
                String command = block.get(i++).replaceFirst("^\\$ ", "");
                List<String> output = new ArrayList<>();
                while (i < block.size() && !block.get(i).startsWith("$ ")) {
                    output.add(block.get(i++));
                }
                steps.add(new Step(command, output, command.matches("(while .*|.*bridge run.*)")));
            }
        }
    }
}
