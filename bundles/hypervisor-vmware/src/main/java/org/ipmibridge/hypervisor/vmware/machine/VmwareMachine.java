package org.ipmibridge.hypervisor.vmware.machine;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;
import org.ipmibridge.hypervisor.vmware.iso.MachineIsos;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A virtual machine, by its managed object id. Reads are as fresh as the inventory is; changes wait for their turn in its lane. */
final class VmwareMachine implements Machine {
    private static final Logger LOG = LoggerFactory.getLogger(VmwareMachine.class);

    private final String vm;
    private final MachineTools tools;

    VmwareMachine(String vm, MachineTools tools) {
        this.vm = vm;
        this.tools = tools;
    }

    /** The name of a virtual machine, and its id where the name is not known. */
    static String name(Vms vms, String id) {
        return known(vms, id).map(VmState::name).orElse(id);
    }

    /** The managed object id. */
    String vm() {
        return vm;
    }

    @Override
    public String name() {
        return name(tools.vms(), vm);
    }

    @Override
    public String hypervisor() {
        return tools.hypervisor();
    }

    /** The instance UUID, which stays when the machine is renamed, moved or registered anew. */
    @Override
    public String id() {
        return known(tools.vms(), vm)
                .flatMap(VmState::instanceUuid)
                .map(UUID::toString)
                .orElse(vm);
    }

    @Override
    public CompletionStage<MachineInfo> info() {
        return read(state -> MachineViews.info(state, tools.settings().apply(state)));
    }

    @Override
    public CompletionStage<MachineDetails> details() {
        return tools.vms().current(vm).thenCompose(state -> MachineViews.details(state, tools.names()));
    }

    @Override
    public CompletionStage<PowerStatus> powerStatus() {
        return read(state -> MachineViews.power(state, tools.clock().instant()));
    }

    @Override
    public CompletionStage<Optional<BootOverride>> bootOverride() {
        return read(tools.overrides()::inForce);
    }

    @Override
    public CompletionStage<Optional<IsoImage>> mountedIso() {
        return read(MachineIsos::mounted);
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        return tools.vms().current(vm).thenCompose(state -> tools.listing()
                .ofMachine(state, label() + "list ISO images"));
    }

    /** The server's events do not tell what a machine booted from, so there is no record. */
    @Override
    public CompletionStage<List<BootRecord>> boots() {
        return CompletableFuture.completedStage(List.of());
    }

    /** A guest that is known to be deaf is not asked: whoever wants it to shut down is told so at once, before anything is acknowledged. */
    @Override
    public CompletionStage<Void> perform(PowerAction action) {
        return Optional.of(action)
                .filter(PowerAction.SOFT_OFF::equals)
                .flatMap(softOff -> deafness())
                .map(CompletableFuture::<Void>failedStage)
                .orElseGet(() -> turn("power " + action, () -> tools.power().perform(vm, action)));
    }

    @Override
    public CompletionStage<Void> setBootOverride(BootOverride override) {
        String what = label() + "boot from " + override.device();
        return turn(what, () -> tools.vms()
                .refresh(vm)
                .thenCompose(state -> prepare(state, override.device()).thenCompose(ready -> tools.overrides()
                        .set(vm, what, override, tools.settings().apply(ready).firmwareChange())))
                .thenAccept(after -> warnOfBios(after, override)));
    }

    @Override
    public CompletionStage<Void> clearBootOverride() {
        String what = label() + "boot in its own order";
        return turn(what, () -> tools.overrides().clear(vm, what));
    }

    @Override
    public CompletionStage<Void> mountIso(IsoImage image) {
        String what = label() + "mount " + image;
        return turn(what, () -> tools.vms().refresh(vm).thenCompose(state -> tools.isos()
                .mount(state, what, path(what, image))));
    }

    @Override
    public CompletionStage<Void> ejectIso() {
        String what = label() + "eject the ISO image";
        return turn(what, () -> tools.isos().eject(vm, what));
    }

    private Optional<GuestUnavailableException> deafness() {
        CompletableFuture<VmState> now = tools.vms().current(vm).toCompletableFuture();
        return now.isDone() && !now.isCompletedExceptionally() ? PowerControl.deafness(now.join()) : Optional.empty();
    }

    /** What booting from a device needs of the CD drive. */
    private CompletionStage<VmState> prepare(VmState state, BootDevice device) {
        Optional<DatastorePath> iso = tools.settings().apply(state).iso();
        return switch (device) {
            case CDROM ->
                iso.map(image -> tools.isos().mount(state, label() + "mount " + image, image))
                        .orElseGet(() -> tools.isos().addDrive(vm, label() + "add a CD drive"));
            case DISK -> tools.isos().eject(vm, label() + "eject the ISO image");
            case NETWORK, FLOPPY, FIRMWARE_SETUP -> CompletableFuture.completedStage(state);
        };
    }

    private DatastorePath path(String what, IsoImage image) {
        try {
            return tools.places().resolve(image.path());
        } catch (IllegalArgumentException e) {
            throw new IsoUnavailableException(what + ": " + e.getMessage());
        }
    }

    /** Of machines whose firmware is never changed, whoever asked knows that already. */
    private void warnOfBios(VmState after, BootOverride override) {
        if (override.efi()
                && after.firmware() == Firmware.BIOS
                && tools.settings().apply(after).firmwareChange()) {
            LOG.warn("{}an EFI boot was asked for, but its firmware stays BIOS, because it is not off", label());
        }
    }

    private <T> CompletionStage<T> read(Function<VmState, T> view) {
        return tools.vms().current(vm).thenApply(view);
    }

    private CompletionStage<Void> turn(String what, Supplier<? extends CompletionStage<?>> change) {
        return tools.lanes().take(vm, what, () -> change.get().thenAccept(done -> {}));
    }

    private static Optional<VmState> known(Vms vms, String id) {
        try {
            return vms.find(id);
        } catch (HypervisorException e) {
            return Optional.empty();
        }
    }

    private String label() {
        return "machine " + name() + ": ";
    }
}
