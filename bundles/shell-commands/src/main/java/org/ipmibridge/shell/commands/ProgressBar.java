package org.ipmibridge.shell.commands;

import java.time.Duration;
import java.util.Locale;
import org.ipmibridge.runtime.api.shell.Screen;

/**
 * How far something with a known number of bytes has got: on a terminal one line that is drawn again and again, elsewhere a line now and
 * then.
 */
final class ProgressBar {
    private static final double MEGA = 1e6;
    private static final int WIDEST_BAR = 40;
    private static final int NARROWEST_BAR = 5;
    private static final int DEFAULT_COLUMNS = 80;
    private static final Duration DRAWN = Duration.ofMillis(200);
    private static final Duration SAID = Duration.ofSeconds(5);

    private final long total;
    private final boolean terminal;
    private final int columns;
    private final long begin;
    private long shownAt;

    /**
     * A bar that shows nothing yet.
     *
     * @param total how many bytes there are, 0 or more
     * @param screen what it is shown on
     * @param nanos the time of now
     */
    ProgressBar(long total, Screen screen, long nanos) {
        this.total = total;
        this.terminal = screen.terminal();
        this.columns = screen.columns() > 0 ? screen.columns() : DEFAULT_COLUMNS;
        this.begin = nanos;
        this.shownAt = nanos;
    }

    /** What to print now, which is nothing most of the time. */
    String at(long bytes, long nanos) {
        Duration interval = terminal ? DRAWN : SAID;
        if (nanos - shownAt < interval.toNanos()) {
            return "";
        }
        shownAt = nanos;
        return terminal ? "\r" + line(bytes, nanos) : figures(bytes, nanos) + "\n";
    }

    /** What to print at the end, before anything else is printed. */
    String end(long bytes, long nanos) {
        return terminal ? "\r" + line(bytes, nanos) + "\n" : "";
    }

    /** {@code 84.0 MB/s}. */
    String rate(long bytes, long nanos) {
        double seconds = Math.max(1, nanos - begin) / 1e9;
        return String.format(Locale.ROOT, "%.1f MB/s", bytes / MEGA / seconds);
    }

    private String line(long bytes, long nanos) {
        String figures = figures(bytes, nanos);
        int room = Math.min(WIDEST_BAR, columns - 1 - figures.length() - 3);
        if (room < NARROWEST_BAR) {
            return figures;
        }
        int full = (int) (room * share(bytes));
        return figures + " [" + "=".repeat(full) + " ".repeat(room - full) + "]";
    }

    /** Of the same length whatever the numbers are, so that nothing is left of the line before. */
    private String figures(long bytes, long nanos) {
        String whole = String.format(Locale.ROOT, "%.1f", total / MEGA);
        return String.format(
                Locale.ROOT,
                "%3d %% %" + whole.length() + ".1f of %s MB %12s",
                (int) (100 * share(bytes)),
                bytes / MEGA,
                whole,
                rate(bytes, nanos));
    }

    private double share(long bytes) {
        return total == 0 ? 1 : Math.min(1, (double) bytes / total);
    }
}
