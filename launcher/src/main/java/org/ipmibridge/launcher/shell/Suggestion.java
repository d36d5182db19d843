package org.ipmibridge.launcher.shell;

/**
 * What a word of a line may become.
 *
 * @param word the whole word
 * @param description what it means, may be empty
 */
record Suggestion(String word, String description) {

    static Suggestion parse(String text) {
        int tab = text.indexOf('\t');
        return tab < 0 ? new Suggestion(text, "") : new Suggestion(text.substring(0, tab), text.substring(tab + 1));
    }
}
