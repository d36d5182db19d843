package org.ipmibridge.hypervisor.vmware.machine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.Nic;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;

/** What others see of a virtual machine's state. */
final class MachineViews {
    private MachineViews() {}

    static MachineInfo info(VmState vm, MachineSettings settings) {
        return new MachineInfo(
                vm.biosUuid().or(vm::instanceUuid).orElseGet(() -> made(vm)),
                vm.firmware(),
                vm.nics().stream().map(Nic::mac).filter(mac -> !mac.isEmpty()).toList(),
                vm.guest().fullName(),
                settings.iso().map(image -> new IsoImage(image.toString())));
    }

    static PowerStatus power(VmState vm, Instant now) {
        PowerState state = PowerControl.power(vm);
        Optional<Instant> bootTime = vm.bootTime().filter(time -> state == PowerState.ON);
        Duration on = bootTime.map(time -> Duration.between(time, now)).orElse(Duration.ZERO);
        return new PowerStatus(state, bootTime, on.isNegative() ? Duration.ZERO : on);
    }

    static CompletionStage<MachineDetails> details(VmState vm, Names names) {
        String what = "machine " + vm.name() + ": read the names of its host and datastores";
        return names.of(what, "HostSystem", vm.hostId().stream().toList())
                .thenCombine(
                        names.of(what, "Datastore", vm.datastoreIds()),
                        (hosts, datastores) -> new MachineDetails(
                                vm.instanceUuid(),
                                Optional.of(vm.path()).filter(path -> !path.isEmpty()),
                                vm.bootOrder().stream()
                                        .map(entry -> words(entry, vm))
                                        .toList(),
                                vm.guest().toolsStatus(),
                                vm.guest().hostName(),
                                vm.guest().addresses(),
                                hosts.stream().findFirst(),
                                datastores));
    }

    /** An entry of the boot order, with a number where there is more than one of its kind. */
    private static String words(BootEntry entry, VmState vm) {
        List<Integer> nics = vm.nics().stream().map(Nic::key).toList();
        return switch (entry.kind()) {
            case CDROM, FLOPPY -> entry.kind().name().toLowerCase(Locale.ROOT);
            case DISK -> "disk" + number(vm.disks(), entry.deviceKey());
            case ETHERNET -> "network" + number(nics, entry.deviceKey());
        };
    }

    private static String number(List<Integer> keys, int key) {
        return keys.size() > 1 && keys.contains(key) ? " " + (keys.indexOf(key) + 1) : "";
    }

    private static UUID made(VmState vm) {
        return UUID.nameUUIDFromBytes(vm.id().getBytes(StandardCharsets.UTF_8));
    }
}
