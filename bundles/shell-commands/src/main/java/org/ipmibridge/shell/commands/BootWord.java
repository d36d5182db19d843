package org.ipmibridge.shell.commands;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.runtime.api.shell.Candidate;

/** The words for boot devices: those of {@code ipmitool chassis bootdev}. */
enum BootWord {
    NONE(Optional.empty(), "the machine's own order"),
    PXE(Optional.of(BootDevice.NETWORK), "the network first"),
    DISK(Optional.of(BootDevice.DISK), "the ISO out, the disk first"),
    CDROM(Optional.of(BootDevice.CDROM), "the configured ISO in, the CD first"),
    BIOS(Optional.of(BootDevice.FIRMWARE_SETUP), "the firmware's setup"),
    FLOPPY(Optional.of(BootDevice.FLOPPY), "the floppy first");

    private final Optional<BootDevice> device;
    private final String meaning;

    BootWord(Optional<BootDevice> device, String meaning) {
        this.device = device;
        this.meaning = meaning;
    }

    static BootWord of(String word) {
        return Arrays.stream(values())
                .filter(known -> known.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("no such device: " + word + "; it is one of "
                        + Arrays.stream(values()).map(BootWord::toString).collect(Collectors.joining(", "))));
    }

    static BootWord of(BootDevice device) {
        return Arrays.stream(values())
                .filter(known -> known.device.equals(Optional.of(device)))
                .findFirst()
                .orElseThrow();
    }

    static List<Candidate> candidates() {
        return Arrays.stream(values())
                .map(known -> new Candidate(known.toString(), known.meaning))
                .toList();
    }

    /** The device; none for the machine's own order. */
    Optional<BootDevice> device() {
        return device;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
