package org.ipmibridge.runtime.api.problem;

import java.time.Instant;
import org.ipmibridge.runtime.api.config.WrongValueException;

/**
 * Something that does not work until somebody mends it.
 *
 * @param source where it is: a configuration file, {@code bundle NAME}, a jar, a server
 * @param key the key of a configuration's value; empty where it is not about one
 * @param value the value as it is written; empty where there is none, or where it must not be shown
 * @param reason what is wrong, in one line
 * @param since when it was seen first
 */
public record Problem(String source, String key, String value, String reason, Instant since) {
    /** A problem that is not about one value. */
    public Problem(String source, String reason, Instant since) {
        this(source, "", "", reason, since);
    }

    /** What an exception says about a configuration. */
    public static Problem of(String source, IllegalArgumentException failure, Instant since) {
        return failure instanceof WrongValueException wrong
                ? new Problem(wrong.source(), wrong.key(), wrong.value(), wrong.reason(), since)
                : new Problem(source, String.valueOf(failure.getMessage()), since);
    }

    /** All of it in one line, but for the time. */
    public String text() {
        return source + ": " + (key.isEmpty() ? "" : key + (value.isEmpty() ? "" : " = " + value) + ": ") + reason;
    }
}
