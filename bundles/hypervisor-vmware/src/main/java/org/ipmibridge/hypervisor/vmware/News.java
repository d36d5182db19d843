package org.ipmibridge.hypervisor.vmware;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.inventory.CdDrive;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.session.Session.SessionListener;
import org.ipmibridge.runtime.api.event.BridgeEvent;

/** Tells those who watch what the server tells, whoever caused it. */
final class News implements Vms.VmListener, SessionListener {
    private final String hypervisor;
    private String connection = "";
    private volatile boolean loaded;

    News(String hypervisor) {
        this.hypervisor = hypervisor;
    }

    @Override
    public void up(long number) {
        connection("connected");
    }

    @Override
    public void down(String why) {
        connection("not connected: " + why);
    }

    /** Each attempt to connect ends here, and only another outcome is news. */
    private synchronized void connection(String now) {
        if (!now.equals(connection)) {
            connection = now;
            event(BridgeEvent.HYPERVISOR_CONNECTION, now).publish();
        }
    }

    @Override
    public void changed(Optional<VmState> before, Optional<VmState> after) {
        if (before.isPresent() && after.isPresent()) {
            changed(before.get(), after.get());
        }
        if (loaded) {
            moved(before, after);
        }
    }

    /** All machines are known; each one before was no news. */
    void loaded() {
        loaded = true;
        event(BridgeEvent.HYPERVISOR_INVENTORY, "all its machines are known").publish();
    }

    private void moved(Optional<VmState> before, Optional<VmState> after) {
        String then = before.map(News::place).orElse("");
        String now = after.map(News::place).orElse("");
        if (!then.equals(now)) {
            String name = after.or(() -> before).map(VmState::name).orElse("");
            String what =
                    then.isEmpty() ? "is new: " + now : now.isEmpty() ? "is gone" : "is another or elsewhere: " + now;
            event(BridgeEvent.HYPERVISOR_INVENTORY, "machine " + name + " " + what)
                    .with(BridgeEvent.MACHINE, name)
                    .publish();
        }
    }

    private static String place(VmState vm) {
        String path = vm.path().isEmpty() ? vm.name() : vm.path();
        return path
                + (vm.pool().isEmpty() ? "" : " in " + vm.pool())
                + (vm.attributes().isEmpty() ? "" : " with " + new TreeMap<>(vm.attributes()));
    }

    void reset(VmState vm) {
        tell(BridgeEvent.MACHINE_POWER, vm, "it was reset");
    }

    private void changed(VmState before, VmState after) {
        // A state that is not known for a moment is no news.
        Optional<PowerState> power = after.power()
                .filter(now -> before.power().filter(then -> then != now).isPresent());
        power.ifPresent(now -> tell(BridgeEvent.MACHINE_POWER, after, "power is " + word(now)));
        if (!boot(before).equals(boot(after))) {
            tell(BridgeEvent.MACHINE_CHANGED, after, "boot order: " + boot(after));
        }
        if (!isos(before).equals(isos(after))) {
            String isos = String.join(", ", isos(after));
            tell(BridgeEvent.MACHINE_CHANGED, after, "ISO in the drive: " + (isos.isEmpty() ? "none" : isos));
        }
    }

    private static String boot(VmState vm) {
        String order = vm.bootOrder().stream()
                .map(entry -> word(entry.kind()))
                .distinct()
                .collect(Collectors.joining(", "));
        return (vm.entersSetup() ? "firmware setup, then " : "") + (order.isEmpty() ? "the firmware's own" : order);
    }

    private static List<String> isos(VmState vm) {
        return vm.cdDrives().stream()
                .map(CdDrive::iso)
                .flatMap(Optional::stream)
                .toList();
    }

    private void tell(String topic, VmState vm, String text) {
        event(topic, text).with(BridgeEvent.MACHINE, vm.name()).publish();
    }

    private BridgeEvent event(String topic, String text) {
        return BridgeEvent.of(topic, text).with(BridgeEvent.HYPERVISOR, hypervisor);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
