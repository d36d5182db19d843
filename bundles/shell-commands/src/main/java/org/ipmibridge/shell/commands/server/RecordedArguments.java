package org.ipmibridge.shell.commands.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Command;
import org.ipmibridge.shell.commands.syntax.Flag;

/**
 * What of a command's arguments is recorded: of ours everything, but of those that are about passwords and values only what is a name for certain,
 * also where the operator forgot a word or wrote one too many.
 */
final class RecordedArguments {
    /** A file, a key and a value. */
    private static final int WORDS_OF_CONFIG_SET = 3;

    private RecordedArguments() {}

    /** @param command what is known of it; none when it has just gone */
    static List<String> of(String name, Optional<Command> command, List<String> arguments) {
        if (!Catalog.isOwn(name)) {
            return List.of();
        }
        return switch (name) {
            case "user:add", "user:password" ->
                operands(command, arguments).stream().limit(1).toList();
            case "config:set" -> fileAndKey(operands(command, arguments), arguments.size());
            default -> List.copyOf(arguments);
        };
    }

    /** Where the number of words is wrong, any of them may be the value; and what follows the key of a secret is the secret. */
    private static List<String> fileAndKey(List<String> operands, int words) {
        if (words != WORDS_OF_CONFIG_SET || operands.isEmpty()) {
            return List.of();
        }
        boolean isKey = operands.get(0).startsWith(".");
        return operands.stream().limit(isKey ? 1 : WORDS_OF_CONFIG_SET - 1).toList();
    }

    /** The words that are no options and no values of options; none behind an option that the command does not have, for that may be a value. */
    private static List<String> operands(Optional<Command> command, List<String> arguments) {
        List<Flag> flags = command.stream()
                .flatMap(known -> known.forms().stream())
                .flatMap(form -> form.flags().stream())
                .toList();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            Optional<Flag> flag =
                    flags.stream().filter(known -> known.names().contains(word)).findFirst();
            if (flag.isPresent()) {
                i += flag.get().takesValue() ? 1 : 0;
            } else if (word.startsWith("-")) {
                break;
            } else {
                operands.add(word);
            }
        }
        return operands;
    }
}
