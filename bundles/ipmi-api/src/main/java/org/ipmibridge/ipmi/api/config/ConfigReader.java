package org.ipmibridge.ipmi.api.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * Reads checked values from a configuration of Config Admin, and says of a wrong one which file, key and value it is, and why. Every
 * {@code IllegalArgumentException} of its methods has such a message. Immutable.
 */
public final class ConfigReader {
    /** What Config Admin, DS and FileInstall add of their own. */
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("(service|component|osgi|felix|org\\.apache\\.felix)\\..*|:.*");

    private final Map<String, ?> properties;

    /** @param properties the configuration as the component got it; not copied */
    public ConfigReader(Map<String, ?> properties) {
        this.properties = properties;
    }

    /** The file that the configuration stands in, or its PID where there is none. */
    public String source() {
        Object file = properties.get("felix.fileinstall.filename");
        return file == null
                ? String.valueOf(properties.get("service.pid"))
                : file.toString().replaceFirst("^file:(//)?(?=/)", "");
    }

    /** The value as text, without blanks around it; empty where there is none. */
    public String text(String key) {
        Object value = properties.get(key);
        return value == null ? "" : value.toString().strip();
    }

    /**
     * A whole number.
     *
     * @param value the component property type's method, which throws where the text is no number
     */
    public int number(String key, IntSupplier value, int minimum, int maximum) {
        try {
            int number = value.getAsInt();
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (RuntimeException notANumber) {
            // The message below says all that this could.
        }
        throw wrong(key, "must be a whole number, " + minimum + " to " + maximum);
    }

    /** One of these words, in whatever case it is written; the first one where there is no value. */
    public String word(String key, String... words) {
        String word = text(key).toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return words[0];
        }
        if (!Arrays.asList(words).contains(word)) {
            throw wrong(key, "must be " + String.join(" or ", words));
        }
        return word;
    }

    /** The keys that are none of the {@code known} ones, most likely typing errors; in alphabetical order. */
    public List<String> unknownKeys(Set<String> known) {
        return properties.keySet().stream()
                .filter(key -> !known.contains(key) && !FOREIGN_KEY.matcher(key).matches())
                .sorted()
                .toList();
    }

    /** A wrong value that may be shown. */
    public IllegalArgumentException wrong(String key, String reason) {
        return new IllegalArgumentException(source() + ": " + key + " = " + text(key) + ": " + reason);
    }

    /** A wrong value that must not be shown, or that is missing. */
    public IllegalArgumentException wrongUnshown(String key, String reason) {
        return new IllegalArgumentException(source() + ": " + key + ": " + reason);
    }
}
