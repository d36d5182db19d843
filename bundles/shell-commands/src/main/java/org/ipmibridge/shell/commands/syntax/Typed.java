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
    static Typed of(String text) {
        Reading reading = new Reading();
        text.chars().forEach(each -> reading.take((char) each));
        return new Typed(List.copyOf(reading.words), reading.word.toString());
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

    /** What is known of a line that is read character by character. */
    private static final class Reading {
        private static final String COMMAND_ENDS = "|;&{(";
        private static final String QUOTES = "'\"";
        private static final char NONE = 0;

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean begun;
        private char quote = NONE;

        void take(char each) {
            if (quote != NONE ? each == quote : QUOTES.indexOf(each) >= 0) {
                quote = quote == NONE ? each : NONE;
                begun = true;
            } else if (quote == NONE && (each == ' ' || each == '\t')) {
                endWord();
            } else if (quote == NONE && COMMAND_ENDS.indexOf(each) >= 0) {
                endWord();
                words.clear();
            } else {
                word.append(each);
                begun = true;
            }
        }

        private void endWord() {
            if (begun) {
                words.add(word.toString());
                word.setLength(0);
                begun = false;
            }
        }
    }
}
