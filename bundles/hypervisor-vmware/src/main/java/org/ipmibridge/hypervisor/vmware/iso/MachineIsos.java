package org.ipmibridge.hypervisor.vmware.iso;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.inventory.CdDrive;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.reconfigure.Reconfiguration;
import org.ipmibridge.hypervisor.vmware.session.Calls;

/** Images in the CD drives of virtual machines. The changes of one machine are to be made one after another. Thread-safe. */
public final class MachineIsos {
    private final Reconfiguration reconfiguration;
    private final IsoCheck check;

    public MachineIsos(Calls calls, Reconfiguration reconfiguration) {
        this.reconfiguration = reconfiguration;
        this.check = new IsoCheck(calls, new FileSearch(calls));
    }

    /** The image in the first drive that has one which the guest sees, now or when it is powered on. */
    public static Optional<IsoImage> mounted(VmState vm) {
        boolean on = vm.power().filter(PowerState.ON::equals).isPresent();
        return vm.cdDrives().stream()
                .filter(drive -> drive.holdsImage(on))
                .flatMap(drive -> drive.iso().stream())
                .findFirst()
                .map(IsoImage::new);
    }

    /**
     * Puts an image in, in place of any other, after a look whether it is there. A drive is added to a machine without one.
     *
     * @param what what is done, in words for a message; names the machine and the image
     * @return fails with an {@link IsoUnavailableException} if the machine's host has no such datastore or that no such file
     */
    public CompletionStage<VmState> mount(VmState vm, String what, DatastorePath image) {
        return check.check(vm, what, image)
                .thenCompose(there -> reconfiguration.change(vm.id(), what, config -> CdDrives.mount(config, image)))
                .thenApply(after -> connected(after, what, image));
    }

    /** Adds an empty drive to a machine that has none. */
    public CompletionStage<VmState> addDrive(String id, String what) {
        return reconfiguration.change(id, what, CdDrives::addEmpty);
    }

    /** Takes the image out that {@link #mounted} tells of, or one that the guest does not see; there need be none. */
    public CompletionStage<VmState> eject(String id, String what) {
        return reconfiguration.change(id, what, CdDrives::eject);
    }

    private static VmState connected(VmState vm, String what, DatastorePath image) {
        Predicate<CdDrive> holds =
                drive -> drive.iso().filter(image.toString()::equals).isPresent();
        boolean lost = vm.power().filter(PowerState.ON::equals).isPresent()
                && vm.cdDrives().stream().anyMatch(holds)
                && vm.cdDrives().stream().filter(holds).noneMatch(CdDrive::connected);
        if (lost) {
            throw new IsoUnavailableException(what + ": it is in the drive, but the server could not connect it");
        }
        return vm;
    }
}
