package org.ipmibridge.hypervisor.backend;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a component's configuration and refuses a wrong value with a message that names file, key, value and reason. */
public final class ConfigurationReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9 ._-]{0,78}[A-Za-z0-9._-])?");
    private static final long LONGEST_MILLIS = 3_600_000;

    private final Map<String, Object> properties;

    /** @param properties the configuration as the component got it; not copied */
    public ConfigurationReader(Map<String, Object> properties) {
        this.properties = properties;
    }

    /** Where the configuration comes from: a file, or else a PID. */
    public String source() {
        Object file = properties.get("felix.fileinstall.filename");
        return file != null
                ? file.toString().replaceFirst("^file:", "")
                : String.valueOf(properties.get("service.pid"));
    }

    /** A name that can also be a file's. */
    public String name(String key, String value) {
        String name = value.trim();
        if (!NAME.matcher(name).matches()) {
            throw invalid(key, "must be 1 to 80 letters, digits, spaces, dots, hyphens and underscores");
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
            throw invalid(key, "must be a whole number of milliseconds from 0 to " + LONGEST_MILLIS);
        }
        return Duration.ofMillis(millis);
    }

    /** A truth value; what is neither true nor false is refused and not taken for false. */
    public boolean flag(String key, boolean value) {
        Object raw = properties.getOrDefault(key, value);
        String text = raw.toString().trim().toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            throw invalid(key, "must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    /** One of the words that an enumeration's constants are. */
    public <E extends Enum<E>> E word(String key, String value, Class<E> words) {
        String wanted = value.trim().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> invalid(
                        key,
                        "must be one of "
                                + Arrays.stream(words.getEnumConstants())
                                        .map(word -> word.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'))
                                        .collect(Collectors.joining(", "))));
    }

    /** The parts of a list with commas in between, without spaces around them. */
    public List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** What to throw for a wrong value; the message shows the value, so it must be no secret. */
    public IllegalArgumentException invalid(String key, String reason) {
        return new IllegalArgumentException(
                source() + ": " + key + " = " + properties.getOrDefault(key, "") + ": " + reason);
    }
}
