package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a Containerfile, in their order.
 *
 * @param steps each with its instruction, as RUN, and the rest of its line
 */
record Containerfile(List<Step> steps) {

    /** One step; lines that end with a backslash are one line. */
    record Step(String instruction, String arguments) {}

    static Containerfile read(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : Files.readAllLines(file)) {
            if (part.isBlank() || part.startsWith("#")) {
                continue;
            }
            boolean continued = part.endsWith("\\");
            line.append(continued ? part.substring(0, part.length() - 1) : part);
            if (!continued) {
                String[] words = line.toString().split(" ", 2);
                steps.add(new Step(words[0], words[1].strip()));
                line.setLength(0);
            }
        }
        return new Containerfile(List.copyOf(steps));
    }

    /** The arguments of all steps with an instruction. */
    List<String> all(String instruction) {
        return steps.stream()
                .filter(step -> step.instruction().equals(instruction))
                .map(Step::arguments)
                .toList();
    }

    /** The words of a step in JSON form, whose strings have no escapes. */
    List<String> words(String instruction) {
        String json = all(instruction).get(0);
        return List.of(json.substring(2, json.length() - 2).split("\", *\""));
    }
}
