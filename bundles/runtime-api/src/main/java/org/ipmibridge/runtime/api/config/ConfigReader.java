package org.ipmibridge.runtime.api.config;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads checked values from a configuration of Config Admin, and says of a wrong one which file, key and value it is, and why. Every
 * {@link WrongValueException} of its methods has such a message. Immutable.
 */
public final class ConfigReader {
    /** What Config Admin, DS and FileInstall add of their own. */
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("(service|component|osgi|felix|org\\.apache\\.felix)\\..*|:.*");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9 ._-]{0,78}[A-Za-z0-9._-])?");
    private static final long LONGEST_MILLIS = 3_600_000;

    private final Map<String, ?> properties;

    /** @param properties the configuration as the component got it; not copied */
    public ConfigReader(Map<String, ?> properties) {
        this.properties = properties;
    }

    /**
     * The keys that an annotation stands for, by which a component reads its configuration: an underscore is a dot (OSGi Compendium, section
     * 112.8.2.1).
     *
     * @param configuration a component property type without escapes other than that one
     */
    public static Set<String> keys(Class<?> configuration) {
        return Arrays.stream(configuration.getDeclaredMethods())
                .map(method -> method.getName().replace('_', '.'))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The file that the configuration stands in, or its PID where there is none. */
    public String source() {
        Object file = properties.get("felix.fileinstall.filename");
        return file == null ? String.valueOf(properties.get("service.pid")) : path(file.toString());
    }

    private static String path(String file) {
        try {
            return Path.of(URI.create(file)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return file.replaceFirst("^file:(//(?=/))?", "");
        }
    }

    /**
     * Looks for references such as {@code $[secret:admin]} that mean nothing. Config Admin leaves these as they are, and they must not be taken
     * for values.
     *
     * @throws WrongValueException for the first one; says what was looked for, and where
     */
    public void requireReferences() {
        properties.keySet().stream().sorted().forEach(key -> References.missing(properties.get(key))
                .ifPresent(reason -> {
                    throw wrongUnshown(key, reason);
                }));
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

    /**
     * One of the words that an enumeration's constants are, with hyphens for underscores.
     *
     * @param value the word as it is written, or one word of several
     */
    public <E extends Enum<E>> E word(String key, String value, Class<E> words) {
        String wanted = value.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> wrong(key, "must be one of " + words(words)));
    }

    private static <E extends Enum<E>> String words(Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    /** A name that can also be a file's. */
    public String name(String key, String value) {
        String name = value.strip();
        if (!NAME.matcher(name).matches()) {
            throw wrong(key, "must be 1 to 80 letters, digits, spaces, dots, hyphens and underscores");
        }
        return name;
    }

    /** A time in milliseconds, 0 to one hour. */
    public Duration millis(String key, LongSupplier value) {
        long millis;
        try {
            millis = value.getAsLong();
        } catch (RuntimeException e) {
            millis = -1;
        }
        if (millis < 0 || millis > LONGEST_MILLIS) {
            throw wrong(key, "must be a whole number of milliseconds from 0 to " + LONGEST_MILLIS);
        }
        return Duration.ofMillis(millis);
    }

    /**
     * A truth value; what is neither true nor false is refused and not taken for false.
     *
     * @param fallback where there is no value
     */
    public boolean flag(String key, boolean fallback) {
        String text = text(key).toLowerCase(Locale.ROOT);
        if (!properties.containsKey(key)) {
            return fallback;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(key, "must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    /** The parts of a list with commas in between, without blanks around them. */
    public List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The keys that are none of the {@code known} ones, most likely typing errors; in alphabetical order. */
    public List<String> unknownKeys(Set<String> known) {
        return properties.keySet().stream()
                .filter(key -> !known.contains(key) && !FOREIGN_KEY.matcher(key).matches())
                .sorted()
                .toList();
    }

    /** A wrong value that may be shown. */
    public WrongValueException wrong(String key, String reason) {
        return new WrongValueException(source(), key, text(key), reason);
    }

    /** A wrong value that must not be shown, or that is missing. */
    public WrongValueException wrongUnshown(String key, String reason) {
        return new WrongValueException(source(), key, null, reason);
    }
}
