package org.ipmibridge.shell.commands.text;

import java.time.Duration;
import java.util.Locale;

/**
 * A quantity, which people read with a unit and JSON has as a bare number.
 *
 * @param number for JSON
 * @param text for people
 */
public record Shown(Number number, String text) {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int STEP = 1000;

    /** Bytes: {@code 4.4 GB}, with a power of ten; a number of bytes in JSON. */
    public static Shown bytes(long bytes) {
        return new Shown(bytes, size(bytes));
    }

    /** A time that passed, as {@link Words#duration}; a number of milliseconds in JSON. */
    public static Shown duration(Duration duration) {
        return new Shown(duration.toMillis(), Words.duration(duration));
    }

    @Override
    public String toString() {
        return text;
    }

    private static String size(long bytes) {
        if (bytes < STEP) {
            return bytes + " " + UNITS[0];
        }
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
