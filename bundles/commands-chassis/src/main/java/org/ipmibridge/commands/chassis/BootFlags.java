package org.ipmibridge.commands.chassis;

import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.ipmi.api.bmc.Bmc;

/**
 * Boot flags, parameter 5 of the boot options (IPMI v2.0, table 28-14).
 *
 * @param validity valid, persistent and EFI, as in data byte 1
 * @param devices the device selector among other bits, as in data byte 2
 * @param console verbosity, redirection and bypasses, data byte 3
 * @param mux shared mode and mux control, data byte 4
 * @param instance the device instance, data byte 5
 */
record BootFlags(int validity, int devices, int console, int mux, int instance) {
    /** The length in bytes. */
    static final int LENGTH = 5;
    /** What nobody has set. */
    static final BootFlags NONE = new BootFlags(0, 0, 0, 0, 0);

    private static final String KEY = "chassis.boot.flags";
    private static final int VALID = 0x80;
    private static final int PERSISTENT = 0x40;
    private static final int EFI = 0x20;
    private static final int RESERVED_VALIDITY = 0x1F;
    private static final int SELECTOR = 0x3C;
    private static final int SELECTOR_SHIFT = 2;
    private static final int RESERVED_MUX = 0xF0;
    private static final int RESERVED_INSTANCE = 0xE0;

    /** @throws org.ipmibridge.ipmi.api.command.CommandException CCh for reserved bits */
    static BootFlags parse(byte[] data) {
        return new BootFlags(
                Requests.withoutReserved(data[0] & 0xFF, RESERVED_VALIDITY),
                data[1] & 0xFF,
                data[2] & 0xFF,
                Requests.withoutReserved(data[3] & 0xFF, RESERVED_MUX),
                Requests.withoutReserved(data[4] & 0xFF, RESERVED_INSTANCE));
    }

    /** The flags that a client set last. */
    static BootFlags keptBy(Bmc bmc) {
        return bmc.settings().get(KEY).map(BootFlags::parse).orElse(NONE);
    }

    /** Keeps these flags as what a client set last. */
    void keepIn(Bmc bmc) {
        bmc.settings().putVolatile(KEY, encode());
    }

    byte[] encode() {
        return new byte[] {(byte) validity, (byte) devices, (byte) console, (byte) mux, (byte) instance};
    }

    boolean isValid() {
        return (validity & VALID) != 0;
    }

    /** The device selector, 0 to 15; 0 asks for none. */
    int selector() {
        return (devices & SELECTOR) >> SELECTOR_SHIFT;
    }

    /**
     * What is asked of the machine; nothing when the flags are not valid or name no device.
     *
     * @throws org.ipmibridge.ipmi.api.command.CommandException CCh for a device that no machine has
     */
    Optional<BootOverride> override() {
        return isValid() && selector() != 0
                ? Optional.of(new BootOverride(
                        DeviceSelector.device(selector()), (validity & PERSISTENT) != 0, (validity & EFI) != 0))
                : Optional.empty();
    }

    /** These flags as they stand now that this override is in force: it may be another, or used up by a boot. */
    BootFlags with(Optional<BootOverride> inForce) {
        if (inForce.isPresent()) {
            return with(inForce.get());
        }
        return isValid() && selector() != 0 ? new BootFlags(validity & ~VALID, devices, console, mux, instance) : this;
    }

    private BootFlags with(BootOverride inForce) {
        int newValidity = VALID | (inForce.persistent() ? PERSISTENT : 0) | (inForce.efi() ? EFI : 0);
        int newSelector = DeviceSelector.of(inForce.device(), selector());
        return new BootFlags(newValidity, devices & ~SELECTOR | newSelector << SELECTOR_SHIFT, console, mux, instance);
    }
}
