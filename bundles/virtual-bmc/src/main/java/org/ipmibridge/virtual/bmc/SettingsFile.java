package org.ipmibridge.virtual.bmc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.ipmibridge.virtual.bmc.fleet.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file with what one BMC remembers: a line {@code key=hexadecimal} for each value. At no time is it half written. */
final class SettingsFile {
    private static final Logger log = LoggerFactory.getLogger(SettingsFile.class);
    private static final HexFormat HEX = HexFormat.of();

    private final Path path;

    SettingsFile(Path path) {
        this.path = path;
    }

    /** Reads the file. One that cannot be read is kept aside, for people, and the BMC begins without settings. */
    Map<String, byte[]> load() {
        try {
            return parse(Files.readString(path));
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            keepAside(e);
            return Map.of();
        }
    }

    /** Replaces the file at once and for good: when this returns it is on disk. */
    void store(Map<String, byte[]> values) throws IOException {
        WholeFile.write(path, format(values));
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private void keepAside(Exception cause) {
        Path aside = path.resolveSibling(path.getFileName() + ".corrupt");
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            log.error(
                    "{} cannot be read and is now {}; the BMC begins without what it remembered ({})",
                    path,
                    aside,
                    cause.toString());
        } catch (IOException e) {
            log.error("{} cannot be read; the BMC begins without what it remembered ({})", path, cause.toString());
        }
    }

    private static Map<String, byte[]> parse(String text) {
        Map<String, byte[]> values = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not key=value: " + line);
            }
            values.put(line.substring(0, equals), HEX.parseHex(line.substring(equals + 1)));
        });
        return values;
    }

    private static String format(Map<String, byte[]> values) {
        StringBuilder text = new StringBuilder("# What this BMC remembers. Written by the bridge.\n");
        new TreeMap<>(values).forEach((key, value) -> text.append(key)
                .append('=')
                .append(HEX.formatHex(value))
                .append('\n'));
        return text.toString();
    }
}
