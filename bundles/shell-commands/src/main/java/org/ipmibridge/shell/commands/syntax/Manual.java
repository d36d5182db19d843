package org.ipmibridge.shell.commands.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The help text of a command. */
public final class Manual {
    private Manual() {}

    /** Usage, description, arguments and options, without a line end at its end. */
    public static String of(Command command) {
        return command.usage()
                + command.forms().stream().map(Manual::of).distinct().collect(Collectors.joining());
    }

    private static String of(Form form) {
        List<String[]> lines = new ArrayList<>();
        form.operands().forEach(operand -> lines.add(new String[] {operand.name(), operand.description()}));
        form.flags().forEach(flag -> lines.add(new String[] {String.join(", ", flag.names()), flag.description()}));
        int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
        String description = form.description().replace(" Example: ", "\nExample: ");
        return (description.isEmpty() ? "" : "\n\n" + description)
                + (lines.isEmpty() ? "" : "\n")
                + lines.stream()
                        .map(line ->
                                ("\n  " + line[0] + " ".repeat(width - line[0].length() + 2) + line[1]).stripTrailing())
                        .collect(Collectors.joining());
    }
}
