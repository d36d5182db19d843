package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * The configuration, checked.
 *
 * @param enabled whether anything is recorded
 * @param file where the lines are
 * @param rotation how many files there are
 * @param sync when the disk must have what was written
 * @param syncInterval for {@link Sync#INTERVAL}
 * @param queueLines how many lines wait at most while the file cannot be written
 * @param failedLogInsPerSecond how many failed log-ins have lines of their own, in the long run
 * @param syslog where the lines go too
 */
record Settings(
        boolean enabled,
        Path file,
        Rotation rotation,
        Sync sync,
        Duration syncInterval,
        int queueLines,
        int failedLogInsPerSecond,
        Optional<SyslogTarget> syslog) {
    /** When the disk must have what was written. */
    enum Sync {
        /** When the operating system likes. */
        NONE,
        /** Again and again. */
        INTERVAL,
        /** Before each answer. */
        ALWAYS
    }

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,8})\\s*(KB|MB|GB)?", Pattern.CASE_INSENSITIVE);
    private static final long SMALLEST = 4096;

    /** What is in force where nothing was ever configured. */
    static Settings standard(Path data) {
        return new Settings(
                true,
                data.resolve("audit").resolve("audit.jsonl"),
                new Rotation(10 << 20, 10, false),
                Sync.INTERVAL,
                Duration.ofSeconds(1),
                50_000,
                100,
                Optional.empty());
    }

    /**
     * Copies the configuration.
     *
     * @param data what a relative path is relative to
     * @throws IllegalArgumentException if a value is wrong; the message names file, key, value and reason
     */
    static Settings of(AuditTrail.Config config, ConfigReader reader, Path data) {
        return new Settings(
                reader.flag("enabled", true),
                file(config.file(), reader, data),
                new Rotation(
                        size(config.file_size(), reader),
                        reader.number("file.count", config::file_count, 2, Rotation.MOST),
                        reader.flag("file.daily", false)),
                reader.word("sync", config.sync(), Sync.class),
                Duration.ofMillis(reader.number("sync.interval.millis", config::sync_interval_millis, 10, 3_600_000)),
                reader.number("queue.lines", config::queue_lines, 100, 1_000_000),
                reader.number("logins.failed.per.second", config::logins_failed_per_second, 1, 100_000),
                SyslogTarget.of(config, reader));
    }

    private static Path file(String text, ConfigReader reader, Path data) {
        if (text.isBlank()) {
            throw reader.wrong("file", "must be the path of a file");
        }
        Path file = data.resolve(text.strip()).toAbsolutePath().normalize();
        try {
            TrailFile.check(file);
        } catch (IOException e) {
            throw reader.wrong("file", file + ": " + TrailFile.reason(e));
        }
        return file;
    }

    private static long size(String text, ConfigReader reader) {
        Matcher size = SIZE.matcher(text.strip());
        if (size.matches()) {
            String unit = size.group(2) == null ? "" : size.group(2).toUpperCase(Locale.ROOT);
            long bytes = Long.parseLong(size.group(1))
                    << switch (unit) {
                        case "KB" -> 10;
                        case "MB" -> 20;
                        case "GB" -> 30;
                        default -> 0;
                    };
            if (bytes >= SMALLEST) {
                return bytes;
            }
        }
        throw reader.wrong("file.size", "must be a number with KB, MB or GB after it, at least 4KB");
    }
}
