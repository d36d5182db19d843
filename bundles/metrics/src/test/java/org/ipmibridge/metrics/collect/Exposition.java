package org.ipmibridge.metrics.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format of Prometheus, version 0.0.4, and accepts nothing else. */
final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final String NUMBER = "[+-]?(?:Inf|[0-9]+(?:\\.[0-9]+)?(?:E[+-]?[0-9]+)?)|NaN";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") \\S.*");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")(\\{" + LABEL + "(?:," + LABEL + ")*})? (" + NUMBER + ")");
    private static final Pattern SUFFIX = Pattern.compile("_(?:bucket|count|sum)$");

    private Exposition() {}

    /** The samples, by name and labels as they are written. */
    static Map<String, Double> read(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Double> samples = new LinkedHashMap<>();
        Map<String, String> types = new HashMap<>();
        Set<String> helped = new HashSet<>();
        for (String line : text.split("\n")) {
            Matcher help = HELP.matcher(line);
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (help.matches()) {
                assertThat(helped.add(help.group(1)))
                        .as("a second help: %s", line)
                        .isTrue();
            } else if (type.matches()) {
                assertThat(types.put(type.group(1), type.group(2)))
                        .as("a second type: %s", line)
                        .isNull();
            } else {
                assertThat(sample.matches()).as("no sample: %s", line).isTrue();
                String name = sample.group(1);
                String labels = sample.group(2) == null ? "" : sample.group(2);
                String family =
                        types.containsKey(name) ? name : SUFFIX.matcher(name).replaceFirst("");
                assertThat(types).as("without type: %s", line).containsKey(family);
                assertThat(samples.put(name + labels, number(sample.group(3))))
                        .as("a second sample: %s", line)
                        .isNull();
            }
        }
        return samples;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
