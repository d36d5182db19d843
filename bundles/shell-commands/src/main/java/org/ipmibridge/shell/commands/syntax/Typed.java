package org.ipmibridge.shell.commands.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line up to the cursor. Quotes are not looked at: no name that can be completed has a blank.
 *
 * @param words the words that are complete, the command first; none of a command before a pipe or semicolon
 * @param prefix the beginning of the word at the cursor; may be empty
 */
record Typed(List<String> words, String prefix) {
    static Typed of(String text) {
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            begin = "|;&{(".indexOf(text.charAt(i)) >= 0 ? i + 1 : begin;
        }
        List<String> words =
                new ArrayList<>(List.of(text.substring(begin).stripLeading().split("[ \t]+", -1)));
        String prefix = words.remove(words.size() - 1);
        return new Typed(List.copyOf(words), prefix);
    }

    /** Whether the word at the cursor is an option's value. */
    boolean endsWithFlagThatTakesValue(List<Flag> flags) {
        return takesValue(flags, words.get(words.size() - 1));
    }

    /** How many arguments, options left out, are complete. */
    int operands(List<Flag> flags) {
        int count = 0;
        for (int i = 1; i < words.size(); i++) {
            if (!words.get(i).startsWith("-")) {
                count++;
            } else if (takesValue(flags, words.get(i))) {
                i++;
            }
        }
        return count;
    }

    private static boolean takesValue(List<Flag> flags, String word) {
        return flags.stream().anyMatch(flag -> flag.takesValue() && flag.names().contains(word));
    }
}
