package org.ipmibridge.hypervisor.vmware.machine;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.vmware.inventory.Inventory;
import org.ipmibridge.hypervisor.vmware.inventory.Scope;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.hypervisor.vmware.session.ServerSettings;
import org.ipmibridge.hypervisor.vmware.session.VimSession;
import org.ipmibridge.hypervisor.vmware.soap.Trust;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;

/** All of one bridge's work with one server, but for its configuration. */
final class LiveBridge implements AutoCloseable {
    private final VimSession session;
    private final Inventory inventory;
    private final VmwareMachines machines;

    private LiveBridge(ServerSettings server, MachineSettings settings, Duration restoreDelay) {
        session = new VimSession(server);
        inventory = new Inventory("lab", session, Scope.ALL);
        machines = new VmwareMachines(
                "lab",
                session,
                inventory,
                new IsoPlaces(Optional.of("LocalDS_0"), "iso"),
                vm -> settings,
                restoreDelay,
                InstantSource.system());
        machines.start();
        inventory.start();
    }

    static LiveBridge start(VCenterSimulator server, MachineSettings settings, Duration restoreDelay) {
        return start(
                URI.create(server.url()),
                VCenterSimulator.USER,
                VCenterSimulator.PASSWORD,
                server.fingerprint(),
                settings,
                restoreDelay);
    }

    static LiveBridge start(
            URI url,
            String user,
            String password,
            String fingerprint,
            MachineSettings settings,
            Duration restoreDelay) {
        return new LiveBridge(
                new ServerSettings(
                        "lab",
                        url,
                        user,
                        password,
                        Trust.fingerprint(fingerprint),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30),
                        4),
                settings,
                restoreDelay);
    }

    /** The machine of this name, as soon as it is known. */
    Machine machine(String name) throws Exception {
        MachinesWithSimulatorTest.await(() -> known(name).isPresent());
        return machines.create(known(name).orElseThrow().id());
    }

    private Optional<VmState> known(String name) {
        try {
            return inventory.find(name);
        } catch (HypervisorUnavailableException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        inventory.close();
        session.close();
    }
}
