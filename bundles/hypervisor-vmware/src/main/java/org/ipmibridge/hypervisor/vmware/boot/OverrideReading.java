package org.ipmibridge.hypervisor.vmware.boot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootSettings;
import org.ipmibridge.hypervisor.vmware.inventory.Devices;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.reconfigure.VmConfig;

/**
 * What a virtual machine's boot options and the record in it say together.
 *
 * @param kept the record; none when there is none, or none that can be understood
 * @param order the order in force
 * @param entersSetup whether the next boot enters the firmware's setup
 * @param change what happened to the power since the record was made
 * @param hardware what it can boot from
 */
record OverrideReading(
        Optional<OverrideRecord> kept,
        List<BootEntry> order,
        boolean entersSetup,
        BootMark.Change change,
        BootHardware hardware) {
    /** @param seen the boots that were seen, of which the virtual machine's state need not tell */
    static OverrideReading of(VmState vm, BootsSeen seen) {
        Optional<OverrideRecord> kept = vm.overrideRecord().flatMap(OverrideCodec::decode);
        return new OverrideReading(
                kept,
                vm.bootOrder(),
                vm.entersSetup(),
                change(vm.id(), kept, mark(vm.power(), vm.bootTime()), seen),
                BootHardware.of(vm));
    }

    static OverrideReading of(VmConfig config, BootsSeen seen) {
        Optional<OverrideRecord> kept = config.overrideRecord().flatMap(OverrideCodec::decode);
        BootSettings boot = BootSettings.of(config.bootOptions());
        return new OverrideReading(
                kept,
                boot.order(),
                boot.entersSetup(),
                change(config.machine().val, kept, mark(config.power(), config.bootTime()), seen),
                BootHardware.of(Devices.of(config.devices())));
    }

    private static Optional<BootMark> mark(Optional<PowerState> power, Optional<Instant> bootTime) {
        return power.map(state -> new BootMark(state, bootTime));
    }

    private static BootMark.Change change(
            String id, Optional<OverrideRecord> kept, Optional<BootMark> now, BootsSeen seen) {
        if (kept.filter(known -> seen.contains(id, known)).isPresent()) {
            return BootMark.Change.BOOTED;
        }
        return kept.map(OverrideRecord::mark)
                .flatMap(mark -> now.map(mark::until))
                .orElse(BootMark.Change.NONE);
    }

    /**
     * The override in force. Where somebody else has changed the order since, the first device of that is it; without a record, the order is
     * the machine's own.
     */
    Optional<BootOverride> override() {
        if (kept.isEmpty()) {
            return setup();
        }
        OverrideRecord known = kept.get();
        if (isUsed()) {
            return known.override().device() == BootDevice.FIRMWARE_SETUP ? Optional.empty() : setup();
        }
        if (isAsApplied()) {
            return Optional.of(known.override());
        }
        return setup().or(() -> foreign(known));
    }

    /** Whether the boot that a one-time override was for has begun. */
    boolean isUsed() {
        return kept.filter(known -> known.used() || known.isPending() && change == BootMark.Change.BOOTED)
                .isPresent();
    }

    /** Whether the boot options are still those of the record, so that they are the bridge's to take back. */
    boolean isAsApplied() {
        return kept.filter(known -> isOrder(known.applied()) && isSetup(known)).isPresent();
    }

    /** The machine's own order: the kept one as long as the one in force is the bridge's. */
    List<BootEntry> ownOrder() {
        return kept.filter(known -> isOrder(known.applied()))
                .map(OverrideRecord::own)
                .orElse(order);
    }

    /** Whether the order in force is the one that the record's override needs. */
    boolean isOrderApplied() {
        return kept.filter(known -> isOrder(known.applied())).isPresent();
    }

    private boolean isOrder(List<BootEntry> applied) {
        return BootOrder.existing(applied, hardware).equals(BootOrder.existing(order, hardware));
    }

    /** The server takes the request for the setup back itself when the machine boots. */
    private boolean isSetup(OverrideRecord known) {
        boolean asked = known.override().device() == BootDevice.FIRMWARE_SETUP;
        return asked ? entersSetup || change == BootMark.Change.BOOTED : !entersSetup;
    }

    private Optional<BootOverride> setup() {
        return entersSetup ? Optional.of(new BootOverride(BootDevice.FIRMWARE_SETUP, false, false)) : Optional.empty();
    }

    private Optional<BootOverride> foreign(OverrideRecord known) {
        return isOrder(known.own())
                ? Optional.empty()
                : order.stream().findFirst().map(first -> new BootOverride(BootOrder.device(first), true, false));
    }
}
