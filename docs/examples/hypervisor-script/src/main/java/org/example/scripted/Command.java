package org.example.scripted;

import java.util.List;
import java.util.Map;

/**
 * A command of the operating system, as words. It is run as it is, without a shell, so that no value can become another command; who wants a
 * shell's features writes a script. A placeholder like <code>{machine}</code> stands for a value, which stays within its word.
 *
 * @param words the program and its arguments; none for no command
 */
record Command(List<String> words) {
    boolean isNone() {
        return words.isEmpty();
    }

    /** The words with values in the places of placeholders. */
    List<String> with(Map<String, String> values) {
        return words.stream().map(word -> replaced(word, values)).toList();
    }

    private static String replaced(String word, Map<String, String> values) {
        String result = word;
        for (Map.Entry<String, String> value : values.entrySet()) {
            result = result.replace("{" + value.getKey() + "}", value.getValue());
        }
        return result;
    }
}
