package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;

/**
 * All that can change in a machine, at one moment.
 *
 * @param power the power state
 * @param poweredSince when it was powered on; none unless it is on
 * @param poweredBefore how long it had been on in all its life before that
 * @param override the boot override in force
 * @param iso the image in the CD drive
 * @param driveAdded whether it got a CD drive that its configuration does not give it
 * @param boots the latest boots, oldest first
 */
record MachineState(
        PowerState power,
        Optional<Instant> poweredSince,
        Duration poweredBefore,
        Optional<BootOverride> override,
        Optional<IsoImage> iso,
        boolean driveAdded,
        List<BootRecord> boots) {
    /** How many boots are remembered. */
    static final int BOOTS = 100;

    /** A machine that was never on. */
    static final MachineState NEW = new MachineState(
            PowerState.OFF, Optional.empty(), Duration.ZERO, Optional.empty(), Optional.empty(), false, List.of());

    /** A machine that was switched on then and booted from its disk, and that nobody touched since. */
    static MachineState onSince(Instant then) {
        return NEW.booted(new BootRecord(then, Optional.empty(), BootDevice.DISK, Optional.empty()));
    }

    MachineState {
        boots = List.copyOf(boots.subList(Math.max(0, boots.size() - BOOTS), boots.size()));
    }

    boolean isOn() {
        return power == PowerState.ON;
    }

    PowerStatus powerStatus(Instant now) {
        Optional<Instant> bootTime = power == PowerState.OFF || boots.isEmpty()
                ? Optional.empty()
                : Optional.of(boots.get(boots.size() - 1).time());
        return new PowerStatus(power, bootTime, poweredUntil(now));
    }

    /** Power is there, and a boot begins, which uses up an override that was for one boot only. */
    MachineState booted(BootRecord boot) {
        List<BootRecord> all = new ArrayList<>(boots);
        all.add(boot);
        return new MachineState(
                PowerState.ON,
                poweredSince.or(() -> Optional.of(boot.time())),
                poweredBefore,
                override.filter(BootOverride::persistent),
                iso,
                driveAdded,
                all);
    }

    /** Power is there, and the guest goes on where it was suspended: nothing boots. */
    MachineState resumed(Instant now) {
        return new MachineState(PowerState.ON, Optional.of(now), poweredBefore, override, iso, driveAdded, boots);
    }

    MachineState poweredOff(Instant now) {
        return withoutPower(PowerState.OFF, now);
    }

    MachineState suspended(Instant now) {
        return withoutPower(PowerState.SUSPENDED, now);
    }

    MachineState withOverride(Optional<BootOverride> newOverride) {
        return new MachineState(power, poweredSince, poweredBefore, newOverride, iso, driveAdded, boots);
    }

    MachineState withIso(Optional<IsoImage> newIso) {
        return new MachineState(power, poweredSince, poweredBefore, override, newIso, driveAdded, boots);
    }

    MachineState withDriveAdded() {
        return new MachineState(power, poweredSince, poweredBefore, override, iso, true, boots);
    }

    private MachineState withoutPower(PowerState newPower, Instant now) {
        return new MachineState(newPower, Optional.empty(), poweredUntil(now), override, iso, driveAdded, boots);
    }

    private Duration poweredUntil(Instant now) {
        Duration current =
                poweredSince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        // The clock on the wall may have been set back meanwhile.
        return current.isNegative() ? poweredBefore : poweredBefore.plus(current);
    }
}
