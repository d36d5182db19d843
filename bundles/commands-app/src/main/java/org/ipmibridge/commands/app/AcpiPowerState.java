package org.ipmibridge.commands.app;

import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;

/**
 * An ACPI power state (IPMI v2.0, sections 20.6 and 20.7). What software told is kept until the bridge stops, and counts only as far as the
 * machine's confirmed power state bears it out.
 *
 * @param system the system power state, 7 bits
 * @param device the device power state, 7 bits
 */
record AcpiPowerState(int system, int device) {
    static final AcpiPowerState DEFAULT = new AcpiPowerState(0x00, 0x00); // S0/G0, D0

    private static final AcpiPowerState OFF = new AcpiPowerState(0x05, 0x03); // S5/G2, D3
    private static final AcpiPowerState SUSPENDED = new AcpiPowerState(0x04, 0x03); // S4, D3
    private static final String KEY = "app.acpi-power-state";

    /** What software told last. */
    static AcpiPowerState told(BmcSettings settings) {
        return settings.get(KEY)
                .filter(stored -> stored.length == 2)
                .map(stored -> new AcpiPowerState(stored[0], stored[1]))
                .orElse(DEFAULT);
    }

    /** What is true of a machine in this state. */
    static AcpiPowerState of(PowerState power, AcpiPowerState told) {
        return switch (power) {
            case OFF -> OFF;
            case SUSPENDED -> SUSPENDED;
            case ON -> told.isOff() ? DEFAULT : told;
        };
    }

    void putInForce(BmcSettings settings) {
        settings.putVolatile(KEY, new byte[] {(byte) system, (byte) device});
    }

    static boolean isSystemState(int value) {
        return value <= 0x0A || value == 0x20 || value == 0x21 || value == 0x2A;
    }

    static boolean isDeviceState(int value) {
        return value <= 0x03 || value == 0x2A;
    }

    /** S5/G2, S4/S5, G3, S5 by override, and legacy off. */
    private boolean isOff() {
        return system >= 0x05 && system <= 0x07 || system == 0x0A || system == 0x21;
    }
}
