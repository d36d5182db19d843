package org.ipmibridge.virtual.bmc.fleet;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Assignments as people read them: a line for each, its parts with tabs in between, the lowest address first, and at the end a line with their
 * number, without which the text is not whole.
 */
final class AssignmentText {
    private static final String HEAD =
            "# Which machine has which address. Written by the bridge, which refuses to guess what"
                    + " it cannot read.\n# address and port, BMC, used or since when it is not, hypervisor, machine\n";
    private static final String TAB = "\t";
    private static final String USED = "used";
    private static final String END = "end";
    private static final int PARTS = 5;

    private static final Comparator<Assignment> LOWEST_FIRST = Comparator.<Assignment>comparingInt(
                    each -> each.endpoint().getAddress().getAddress().length)
            .thenComparing(each -> Run.number(each.endpoint().getAddress()))
            .thenComparingInt(each -> each.endpoint().getPort());

    private AssignmentText() {}

    static String format(Assignments assignments) {
        StringBuilder text = new StringBuilder(HEAD);
        List<Assignment> all = assignments.all().stream().sorted(LOWEST_FIRST).toList();
        for (Assignment each : all) {
            text.append(String.join(
                            TAB,
                            Addresses.text(each.endpoint()),
                            each.bmc(),
                            each.released().map(Instant::toString).orElse(USED),
                            escaped(each.machine().hypervisor()),
                            escaped(each.machine().id())))
                    .append('\n');
        }
        return text.append(END).append(TAB).append(all.size()).append('\n').toString();
    }

    /** @throws IllegalArgumentException if it is damaged; the message names line and reason */
    static Assignments parse(String text) {
        List<Assignment> all = new ArrayList<>();
        boolean ended = false;
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            String[] parts = line.strip().split(TAB, -1);
            if (ended) {
                throw new IllegalArgumentException("line " + number + ": something follows the end");
            } else if (parts[0].equals(END)) {
                requireNumber(number, parts, all.size());
                ended = true;
            } else {
                all.add(assignment(number, parts));
            }
        }
        if (!ended) {
            throw new IllegalArgumentException("line " + number + ": its end is missing");
        }
        return new Assignments(all);
    }

    private static void requireNumber(int line, String[] parts, int actual) {
        if (parts.length != 2 || !parts[1].equals(Integer.toString(actual))) {
            throw new IllegalArgumentException("line " + line + ": there are " + actual + " assignments before it");
        }
    }

    private static Assignment assignment(int line, String[] parts) {
        if (parts.length != PARTS || parts[1].isEmpty() || parts[4].isEmpty()) {
            throw new IllegalArgumentException("line " + line + ": is no assignment");
        }
        try {
            return new Assignment(
                    Addresses.endpoint(parts[0]),
                    parts[1],
                    new MachineKey(unescaped(parts[3]), unescaped(parts[4])),
                    parts[2].equals(USED) ? Optional.empty() : Optional.of(Instant.parse(parts[2])));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace(TAB, "%09").replace("\n", "%0A").replace("\r", "%0D");
    }

    private static String unescaped(String text) {
        return text.replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%09", TAB)
                .replace("%25", "%");
    }
}
