package org.ipmibridge.hypervisor.simulated;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;

/** A machine's state as a properties file. */
final class StateCodec {
    private static final String NO_CAUSE = "-";

    private StateCodec() {}

    static String encode(MachineState state) {
        Properties values = new Properties();
        values.setProperty("power", state.power().name());
        state.poweredSince().ifPresent(since -> values.setProperty("powered.since", since.toString()));
        values.setProperty("powered.before", state.poweredBefore().toString());
        state.override().ifPresent(override -> {
            values.setProperty("override", override.device().name());
            values.setProperty("override.persistent", String.valueOf(override.persistent()));
            values.setProperty("override.efi", String.valueOf(override.efi()));
        });
        state.iso().ifPresent(iso -> values.setProperty("iso", iso.path()));
        values.setProperty("drive.added", String.valueOf(state.driveAdded()));
        for (int i = 0; i < state.boots().size(); i++) {
            values.setProperty("boot." + i, encode(state.boots().get(i)));
        }
        return text(values);
    }

    /** @throws RuntimeException if it is not the text of a state */
    static MachineState decode(String text) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MachineState(
                PowerState.valueOf(required(values, "power")),
                Optional.ofNullable(values.getProperty("powered.since")).map(Instant::parse),
                Duration.parse(required(values, "powered.before")),
                override(values),
                Optional.ofNullable(values.getProperty("iso")).map(IsoImage::new),
                Boolean.parseBoolean(required(values, "drive.added")),
                boots(values));
    }

    /** Time, cause, device and, last because it may hold spaces, the image. */
    private static String encode(BootRecord boot) {
        return String.join(
                " ",
                boot.time().toString(),
                boot.cause().map(PowerAction::name).orElse(NO_CAUSE),
                boot.device().name(),
                boot.iso().map(IsoImage::path).orElse(""));
    }

    private static BootRecord decodeBoot(String text) {
        String[] fields = text.split(" ", 4);
        return new BootRecord(
                Instant.parse(fields[0]),
                Optional.of(fields[1]).filter(cause -> !cause.equals(NO_CAUSE)).map(PowerAction::valueOf),
                BootDevice.valueOf(fields[2]),
                Optional.of(fields[3]).filter(path -> !path.isEmpty()).map(IsoImage::new));
    }

    private static List<BootRecord> boots(Properties values) {
        List<BootRecord> boots = new ArrayList<>();
        for (int i = 0; values.containsKey("boot." + i); i++) {
            boots.add(decodeBoot(values.getProperty("boot." + i)));
        }
        return boots;
    }

    private static Optional<BootOverride> override(Properties values) {
        return Optional.ofNullable(values.getProperty("override"))
                .map(device -> new BootOverride(
                        BootDevice.valueOf(device),
                        Boolean.parseBoolean(required(values, "override.persistent")),
                        Boolean.parseBoolean(required(values, "override.efi"))));
    }

    private static String required(Properties values, String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static String text(Properties values) {
        StringWriter writer = new StringWriter();
        try {
            values.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toString();
    }
}
