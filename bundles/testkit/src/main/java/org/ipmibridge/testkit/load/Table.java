package org.ipmibridge.testkit.load;

import java.util.List;

/** The benchmark's result in Markdown. */
final class Table {
    private Table() {}

    /** @param all the columns, each followed by its ratio to the column before it */
    static String of(List<Series> all) {
        StringBuilder text = new StringBuilder();
        text.append("Java ").append(Runtime.version().feature());
        text.append(Pinning.isOn() ? ", server and client on a processor each" : ", not pinned to processors");
        text.append(".\n\n");
        row(text, "", all, series -> series.name(), "ratio");
        row(text, "---", all, series -> "--:", "--:");
        for (Measure measure : Measure.values()) {
            measure(text, measure, all);
        }
        for (Series series : all) {
            if (series.wrong() + series.late() > 0) {
                text.append(String.format(
                        "%n%s: %d wrong answers, %d requests sent again%n",
                        series.name(), series.wrong(), series.late()));
            }
        }
        return text.toString();
    }

    private interface Cell {
        String of(Series series);
    }

    private static void row(StringBuilder text, String label, List<Series> all, Cell cell, String ratio) {
        text.append("| ").append(label).append(" |");
        for (int i = 0; i < all.size(); i++) {
            text.append(' ').append(cell.of(all.get(i))).append(" |");
            text.append(i > 0 ? " " + ratio + " |" : "");
        }
        text.append('\n');
    }

    private static void measure(StringBuilder text, Measure measure, List<Series> all) {
        text.append("| ").append(measure.label()).append(" |");
        for (int i = 0; i < all.size(); i++) {
            double value = all.get(i).median(measure);
            text.append(' ').append(measure.format(value)).append(" |");
            if (i > 0) {
                text.append(String.format(" %.2f |", value / all.get(i - 1).median(measure)));
            }
        }
        text.append('\n');
    }
}
