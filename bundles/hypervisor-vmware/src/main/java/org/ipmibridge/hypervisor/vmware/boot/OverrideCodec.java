package org.ipmibridge.hypervisor.vmware.boot;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry.Kind;

/**
 * An override record as text: the version, then words with values, for instance
 *
 * <pre>1 device=cdrom once own=disk:2000,ethernet:4000 applied=cdrom,disk:2000,ethernet:4000 at=1767225600000 power=on boot=1767225500000</pre>
 *
 * Words that are not known are ignored, so that a later bridge may add some without another version.
 */
final class OverrideCodec {
    private static final String VERSION = "1";

    private OverrideCodec() {}

    static String encode(OverrideRecord overrideRecord) {
        BootOverride override = overrideRecord.override();
        StringBuilder text = new StringBuilder(VERSION)
                .append(" device=")
                .append(word(override.device()))
                .append(override.persistent() ? " persistent" : " once")
                .append(override.efi() ? " efi" : "")
                .append(overrideRecord.used() ? " used" : "")
                .append(" own=")
                .append(order(overrideRecord.own()))
                .append(" applied=")
                .append(order(overrideRecord.applied()))
                .append(" at=")
                .append(overrideRecord.setAt().toEpochMilli())
                .append(" power=")
                .append(word(overrideRecord.mark().power()));
        overrideRecord.mark().bootTime().ifPresent(time -> text.append(" boot=").append(time.toEpochMilli()));
        return text.toString();
    }

    /** The record; none for a text that is none of this version. */
    static Optional<OverrideRecord> decode(String text) {
        String[] words = text.trim().split(" +");
        if (!words[0].equals(VERSION)) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        Arrays.stream(words)
                .skip(1)
                .map(word -> word.split("=", 2))
                .forEach(pair -> values.put(pair[0], pair.length == 2 ? pair[1] : ""));
        try {
            return Optional.of(overrideRecord(values));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OverrideRecord overrideRecord(Map<String, String> values) {
        boolean persistent = values.containsKey("persistent");
        if (persistent == values.containsKey("once")) {
            throw new IllegalArgumentException("neither once nor persistent");
        }
        return new OverrideRecord(
                new BootOverride(
                        constant(BootDevice.class, value(values, "device")), persistent, values.containsKey("efi")),
                values.containsKey("used"),
                entries(value(values, "own")),
                entries(value(values, "applied")),
                time(value(values, "at")),
                new BootMark(
                        constant(PowerState.class, value(values, "power")),
                        Optional.ofNullable(values.get("boot")).map(OverrideCodec::time)));
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key);
        }
        return value;
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static List<BootEntry> entries(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(OverrideCodec::entry).toList();
    }

    private static BootEntry entry(String text) {
        String[] parts = text.split(":", 2);
        return new BootEntry(constant(Kind.class, parts[0]), parts.length == 2 ? Integer.parseInt(parts[1]) : 0);
    }

    private static String order(List<BootEntry> entries) {
        return entries.stream()
                .map(entry -> word(entry.kind()) + (entry.deviceKey() == 0 ? "" : ":" + entry.deviceKey()))
                .collect(Collectors.joining(","));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
