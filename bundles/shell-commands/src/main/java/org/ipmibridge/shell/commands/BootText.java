package org.ipmibridge.shell.commands;

import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootOverride;

/** A boot override in words. */
final class BootText {
    private BootText() {}

    /** For example {@code cdrom, next boot only, EFI}; {@code none} for the machine's own order. */
    static String of(Optional<BootOverride> override) {
        return override.map(BootText::of).orElse("none");
    }

    private static String of(BootOverride override) {
        return BootWord.of(override.device())
                + (override.persistent() ? ", every boot" : ", next boot only")
                + (override.efi() ? ", EFI" : "");
    }
}
