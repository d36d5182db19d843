package org.ipmibridge.commands.chassis;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;

/**
 * What a chassis remembers, apart from the boot options. What the specification calls non-volatile survives a restart of the bridge; the
 * rest survives the replacement of this bundle.
 */
final class ChassisSettings {
    private static final String POLICY = "chassis.power-restore-policy";
    private static final String FRONT_PANEL = "chassis.front-panel";
    private static final String CAPABILITIES = "chassis.capabilities";
    private static final String CYCLE_INTERVAL = "chassis.power-cycle-interval";
    private static final String IDENTIFY = "chassis.identify";
    private static final String FAULT = "chassis.power-control-fault";
    private static final String LAST_BOOT = "chassis.last-boot";

    /** No interrupt, lockout or intrusion sensor but the diagnostic interrupt; all devices at the BMC's address 20h. */
    private static final byte[] DEFAULT_CAPABILITIES = {0x04, 0x20, 0x20, 0x20, 0x20};

    private static final int SHORT = 5;
    private static final int WITH_BRIDGE = 6;

    private final BmcSettings settings;

    ChassisSettings(Bmc bmc) {
        this.settings = bmc.settings();
    }

    /** The power restore policy, 0 to 2 as in the command. */
    int restorePolicy() {
        return number(POLICY, SetPowerRestorePolicy.PREVIOUS);
    }

    CompletionStage<Void> restorePolicy(int policy) {
        return settings.put(POLICY, one(policy));
    }

    /** The disabled buttons, 4 bits as in the command. */
    int disabledButtons() {
        return number(FRONT_PANEL, 0);
    }

    CompletionStage<Void> disabledButtons(int buttons) {
        return settings.put(FRONT_PANEL, one(buttons));
    }

    /** Flags and addresses, 5 bytes, or 6 with that of the bridge. */
    byte[] capabilities() {
        return settings.get(CAPABILITIES)
                .filter(value -> value.length == SHORT || value.length == WITH_BRIDGE)
                .orElseGet(DEFAULT_CAPABILITIES::clone);
    }

    CompletionStage<Void> capabilities(byte[] capabilities) {
        return settings.put(CAPABILITIES, capabilities);
    }

    CompletionStage<Void> powerCycleInterval(int seconds) {
        return settings.put(CYCLE_INTERVAL, one(seconds));
    }

    /** Until when the chassis identifies itself; {@link Instant#MAX} for ever. */
    Instant identifyUntil() {
        return settings.get(IDENTIFY)
                .map(value -> ByteBuffer.wrap(value).getLong())
                .map(millis -> millis == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(millis))
                .orElse(Instant.MIN);
    }

    void identifyUntil(Instant end) {
        long millis = end.equals(Instant.MAX) ? Long.MAX_VALUE : end.toEpochMilli();
        settings.putVolatile(
                IDENTIFY, ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
    }

    /** Whether the latest power action failed. */
    boolean powerControlFault() {
        return number(FAULT, 0) != 0;
    }

    void powerControlFault(boolean fault) {
        settings.putVolatile(FAULT, one(fault ? 1 : 0));
    }

    /** The latest boot that a Chassis Control caused. */
    Optional<ControlledBoot> lastBoot() {
        return settings.get(LAST_BOOT).flatMap(ControlledBoot::decode);
    }

    CompletionStage<Void> lastBoot(ControlledBoot boot) {
        return settings.put(LAST_BOOT, boot.encode());
    }

    private int number(String key, int otherwise) {
        return settings.get(key)
                .filter(value -> value.length == 1)
                .map(value -> value[0] & 0xFF)
                .orElse(otherwise);
    }

    private static byte[] one(int value) {
        return new byte[] {(byte) value};
    }
}
