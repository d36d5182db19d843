package org.ipmibridge.hypervisor.vmware.boot;

import com.vmware.vim25.VirtualMachineConfigSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.reconfigure.Reconfiguration;
import org.ipmibridge.hypervisor.vmware.reconfigure.VmConfig;

/**
 * Boot overrides. Each is kept in its virtual machine, together with the machine's own order, so that every bridge sees it and none need
 * remember it. Each change is one reconfiguration, which is done wholly or not at all. The changes of one machine are to be made one after
 * another. Thread-safe.
 */
public final class BootOverrides {
    private final Reconfiguration reconfiguration;
    private final BootsSeen seen = new BootsSeen();

    public BootOverrides(Reconfiguration reconfiguration) {
        this.reconfiguration = reconfiguration;
    }

    /** The override in force. */
    public Optional<BootOverride> inForce(VmState vm) {
        return OverrideReading.of(vm, seen).override();
    }

    /**
     * Sets an override, in place of any other.
     *
     * @param what what is done, in words for a message
     * @param firmwareChange whether a machine with BIOS that is off may get EFI firmware when that is asked for
     */
    public CompletionStage<VmState> set(String id, String what, BootOverride override, boolean firmwareChange) {
        return reconfiguration.change(id, what, config -> override(config, what, override, firmwareChange));
    }

    /** Takes the override away, and a request for the firmware's setup too. */
    public CompletionStage<VmState> clear(String id, String what) {
        return reconfiguration.change(id, what, this::cleared);
    }

    BootsSeen seen() {
        return seen;
    }

    OverrideReading read(VmState vm) {
        return OverrideReading.of(vm, seen);
    }

    /** Writes down that a boot has used an override up; its order stays until {@link #settle}. */
    CompletionStage<VmState> use(String id, String what, OverrideRecord booted) {
        return changeRecord(
                id,
                what,
                booted,
                (config, kept) -> kept.isPending()
                        ? Optional.of(new BootSpec(config).keep(kept.asUsed()).build())
                        : Optional.empty());
    }

    /** Remembers how the power is now, so that the next boot is seen. */
    CompletionStage<VmState> mark(String id, String what, OverrideRecord moved) {
        return changeRecord(
                id,
                what,
                moved,
                (config, kept) -> OverrideReading.of(config, seen).change() == BootMark.Change.MOVED
                        ? Optional.of(new BootSpec(config)
                                .keep(kept.withMark(mark(config, what)))
                                .build())
                        : Optional.empty());
    }

    /** Does what is due after a boot: puts the own order back, or asks for the firmware's setup again. */
    CompletionStage<VmState> settle(String id, String what, OverrideRecord booted) {
        return changeRecord(
                id,
                what,
                booted,
                (config, kept) -> kept.override().persistent()
                        ? askedAgain(config, what, kept)
                        : restored(config, OverrideReading.of(config, seen)));
    }

    private CompletionStage<VmState> changeRecord(
            String id,
            String what,
            OverrideRecord known,
            BiFunction<VmConfig, OverrideRecord, Optional<VirtualMachineConfigSpec>> change) {
        return reconfiguration.change(id, what, config -> config.overrideRecord()
                .flatMap(OverrideCodec::decode)
                .filter(kept -> kept.setAt().equals(known.setAt()))
                .flatMap(kept -> change.apply(config, kept)));
    }

    private Optional<VirtualMachineConfigSpec> override(
            VmConfig config, String what, BootOverride override, boolean firmwareChange) {
        OverrideReading reading = OverrideReading.of(config, seen);
        BootDevice device = override.device();
        if (!reading.hardware().has(device)) {
            throw new UnsupportedRequestException(what + ": it has no such device");
        }
        List<BootEntry> own = reading.ownOrder();
        OverrideRecord wanted = new OverrideRecord(
                override,
                false,
                own,
                BootOrder.with(device, own, reading.hardware()),
                config.serverTime(),
                mark(config, what));
        boolean efi = firmwareChange && override.efi() && config.firmware() == Firmware.BIOS && config.isOff();
        if (!efi && isInForce(wanted, reading)) {
            return Optional.empty();
        }
        BootSpec spec = new BootSpec(config)
                .order(wanted.applied())
                .entersSetup(device == BootDevice.FIRMWARE_SETUP)
                .keep(wanted);
        return Optional.of((efi ? spec.efi() : spec).build());
    }

    private static boolean isInForce(OverrideRecord wanted, OverrideReading reading) {
        return !reading.isUsed()
                && reading.isAsApplied()
                && reading.kept()
                        .filter(kept -> kept.override().equals(wanted.override())
                                && kept.applied().equals(wanted.applied()))
                        .isPresent();
    }

    private Optional<VirtualMachineConfigSpec> cleared(VmConfig config) {
        OverrideReading reading = OverrideReading.of(config, seen);
        if (config.overrideRecord().isEmpty() && !reading.entersSetup()) {
            return Optional.empty();
        }
        return Optional.of(own(config, reading).entersSetup(false).dropRecord().build());
    }

    /** A request for the setup that somebody else made meanwhile is left as it is. */
    private static Optional<VirtualMachineConfigSpec> restored(VmConfig config, OverrideReading reading) {
        if (!reading.isUsed()) {
            return Optional.empty();
        }
        BootSpec spec = own(config, reading).dropRecord();
        boolean setup = reading.kept()
                .filter(kept -> kept.override().device() == BootDevice.FIRMWARE_SETUP)
                .isPresent();
        return Optional.of((setup ? spec.entersSetup(false) : spec).build());
    }

    private static BootSpec own(VmConfig config, OverrideReading reading) {
        BootSpec spec = new BootSpec(config);
        return reading.isOrderApplied() ? spec.order(BootOrder.existing(reading.ownOrder(), reading.hardware())) : spec;
    }

    private Optional<VirtualMachineConfigSpec> askedAgain(VmConfig config, String what, OverrideRecord kept) {
        if (kept.override().device() != BootDevice.FIRMWARE_SETUP) {
            return Optional.empty();
        }
        OverrideRecord next = new OverrideRecord(
                kept.override(), false, kept.own(), kept.applied(), config.serverTime(), mark(config, what));
        return Optional.of(new BootSpec(config).entersSetup(true).keep(next).build());
    }

    private static BootMark mark(VmConfig config, String what) {
        return new BootMark(
                config.power()
                        .orElseThrow(() -> new HypervisorUnavailableException(
                                what + ": the server does not tell the machine's power state")),
                config.bootTime());
    }
}
