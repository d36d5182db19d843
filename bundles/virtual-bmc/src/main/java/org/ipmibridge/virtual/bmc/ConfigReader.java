package org.ipmibridge.virtual.bmc;

import java.util.Map;
import java.util.function.IntSupplier;

/** Reads checked values, and says of a wrong one which file, key and value it is, and why. */
final class ConfigReader {
    private final Map<String, ?> properties;

    ConfigReader(Map<String, ?> properties) {
        this.properties = properties;
    }

    /** The file that the configuration stands in, or its PID where there is none. */
    String source() {
        Object file = properties.get("felix.fileinstall.filename");
        return file == null
                ? String.valueOf(properties.get("service.pid"))
                : file.toString().replaceFirst("^file:(//)?(?=/)", "");
    }

    /** The value as text, without blanks around it; empty where there is none. */
    String text(String key) {
        Object value = properties.get(key);
        return value == null ? "" : value.toString().strip();
    }

    int number(String key, IntSupplier value, int minimum, int maximum) {
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

    /** A wrong value that may be shown. */
    IllegalArgumentException wrong(String key, String reason) {
        return new IllegalArgumentException(source() + ": " + key + " = " + text(key) + ": " + reason);
    }

    /** A wrong value that must not be shown. */
    IllegalArgumentException wrongSecret(String key, String reason) {
        return new IllegalArgumentException(source() + ": " + key + ": " + reason);
    }
}
