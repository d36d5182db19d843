package org.ipmibridge.shell.commands.syntax;

import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.shell.commands.UsageException;

/** A line as those have it who may not use Gogo: words, and nothing in them means anything but quotes. */
public final class CommandLine {
    private static final char NONE = 0;

    /** What Gogo reads more into than words, outside single quotes. */
    private static final String GOGO = "|;&$(){}[]<>=*?~\\#%!^`\n\r";

    private CommandLine() {}

    /** Whether Gogo, too, would see nothing but words in this line. */
    public static boolean isPlain(String line) {
        return line.replaceAll("'[^']*'", "").chars().noneMatch(each -> GOGO.indexOf(each) >= 0);
    }

    /**
     * The words. A quote of either kind holds together what is up to the next one of its kind.
     *
     * @throws UsageException if a quote is not closed
     */
    public static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = NONE;
        for (char each : line.toCharArray()) {
            if (quote == NONE && Character.isWhitespace(each)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            boolean isQuote = quote == NONE ? each == '\'' || each == '"' : each == quote;
            if (isQuote) {
                quote = quote == NONE ? each : NONE;
            } else {
                word.append(each);
            }
        }
        if (quote != NONE) {
            throw new UsageException("the quote " + quote + " is not closed");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
