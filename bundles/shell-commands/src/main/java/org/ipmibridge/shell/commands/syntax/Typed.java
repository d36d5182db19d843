package org.ipmibridge.shell.commands.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line up to the cursor.
 *
 * @param words the words that are complete, without their quotes, the command first; none of a command before a pipe or semicolon
 * @param prefix the beginning of the word at the cursor, without quotes; may be empty
 */
record Typed(List<String> words, String prefix) {
    private static final String COMMAND_ENDS = "|;&{(";
    private static final String QUOTES = "'\"";
    private static final char NONE = 0;

    static Typed of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = NONE;
        for (char each : text.toCharArray()) {
            if (quote != NONE ? each == quote : QUOTES.indexOf(each) >= 0) {
                quote = quote == NONE ? each : NONE;
                begun = true;
            } else if (quote == NONE && (each == ' ' || each == '\t')) {
                end(words, word, begun);
                begun = false;
            } else if (quote == NONE && COMMAND_ENDS.indexOf(each) >= 0) {
                words.clear();
                word.setLength(0);
                begun = false;
            } else {
                word.append(each);
                begun = true;
            }
        }
        return new Typed(List.copyOf(words), word.toString());
    }

    private static void end(List<String> words, StringBuilder word, boolean begun) {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Whether the word at the cursor is an option's value. */
    boolean endsWithFlagThatTakesValue(List<Flag> flags) {
        return takesValue(flags, words.get(words.size() - 1));
    }

    /** The arguments that are complete, options left out. */
    List<String> operands(List<Flag> flags) {
        List<String> operands = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            if (!words.get(i).startsWith("-")) {
                operands.add(words.get(i));
            } else if (takesValue(flags, words.get(i))) {
                i++;
            }
        }
        return operands;
    }

    private static boolean takesValue(List<Flag> flags, String word) {
        return flags.stream().anyMatch(flag -> flag.takesValue() && flag.names().contains(word));
    }
}
