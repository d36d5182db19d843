package org.ipmibridge.hypervisor.vmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.LogRecorder;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.osgi.service.component.ComponentConstants;

public final class VmwareHypervisorTest {
    private static VCenterSimulator server;

    private final LogRecorder log = new LogRecorder("org.ipmibridge.hypervisor.vmware");
    private VmwareHypervisor hypervisor;

    @BeforeClass
    public static void startServer() {
        server = VCenterSimulator.builder().start();
    }

    @AfterClass
    public static void stopServer() {
        server.close();
    }

    @After
    public void leave() {
        if (hypervisor != null) {
            hypervisor.deactivate(ComponentConstants.DEACTIVATION_REASON_BUNDLE_STOPPED);
        }
        log.close();
    }

    @Test
    public void itsMachinesWork() throws Exception {
        hypervisor = hypervisor(Map.of());
        awaitMachines();
        Machine machine = hypervisor.find("DC0/vm/DC0_H0_VM0").orElseThrow();

        assertThat(hypervisor.machines()).hasSize(4);
        assertThat(machine.hypervisor()).isEqualTo("lab");
        assertThat(hypervisor.find(machine.id())).contains(machine);
        machine.perform(PowerAction.OFF).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(power(machine)).isEqualTo(PowerState.OFF);
        machine.perform(PowerAction.ON).toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(power(machine)).isEqualTo(PowerState.ON);
    }

    @Test
    public void theConnectionIsTold() throws Exception {
        hypervisor = hypervisor(Map.of());
        awaitMachines();

        ConnectionStatus status = hypervisor.connection().orElseThrow();
        assertThat(status.kind()).isEqualTo("vmware");
        assertThat(status.server()).isEqualTo(server.url());
        assertThat(status.product())
                .hasValueSatisfying(product -> assertThat(product).contains("vCenter"));
        assertThat(status.connectedSince()).isPresent();
        assertThat(status.calls()).isPositive();
        assertThat(status.reconnects()).isZero();
        assertThat(status.problem()).isEmpty();
    }

    @Test
    public void aWrongConfigurationIsToldInOneLineAndHasNoMachines() {
        hypervisor = hypervisor(Map.of("threads", "none"));

        assertThat(hypervisor.machines()).isEmpty();
        assertThatThrownBy(() -> hypervisor.find("DC0_H0_VM0"))
                .isInstanceOf(HypervisorUnavailableException.class)
                .hasMessageContaining("threads = none");
        assertThat(hypervisor.connection().orElseThrow().problem()).isPresent();
        assertThat(lines()).containsExactly("lab.cfg: threads = none: must be a whole number from 1 to 64");
    }

    @Test
    public void aWrongEditChangesNothing() throws Exception {
        hypervisor = hypervisor(Map.of());
        awaitMachines();
        modify(Map.of("user", ""));

        assertThat(hypervisor.machines()).hasSize(4);
        assertThat(lines()).containsExactly("lab.cfg: user: must be set; the settings before it stay in force");
        assertThat(hypervisor.connection().orElseThrow().problem()).isEmpty();
    }

    @Test
    public void anEditOfTheImageKeepsTheSession() throws Exception {
        hypervisor = hypervisor(Map.of());
        awaitMachines();
        Optional<?> since = hypervisor.connection().orElseThrow().connectedSince();
        modify(Map.of("iso", "[LocalDS_0] other.iso"));

        assertThat(iso("DC0_H0_VM0")).contains(new IsoImage("[LocalDS_0] other.iso"));
        assertThat(hypervisor.connection().orElseThrow().connectedSince()).isEqualTo(since);
        modify(Map.of("scope", "DC0/vm"));
        await(() -> !hypervisor.connection().orElseThrow().connectedSince().equals(since));
        assertThat(hypervisor.machines()).hasSize(4);
    }

    @Test
    public void aMachinesOwnImageCounts() throws Exception {
        hypervisor =
                hypervisor(Map.of("iso", "[LocalDS_0] all.iso", "iso.datastore", "LocalDS_0", "iso.folder", "iso"));
        awaitMachines();
        MachineDefinition definition = definition(Map.of("machine", "/DC0/vm/DC0_H0_VM0", "iso", "own.iso"));
        hypervisor.bindDefinition(definition);
        assertThat(iso("DC0_H0_VM0")).contains(new IsoImage("[LocalDS_0] iso/own.iso"));
        assertThat(iso("DC0_H0_VM1")).contains(new IsoImage("[LocalDS_0] all.iso"));

        Map<String, String> elsewhere = Map.of("machine", "DC0_H0_VM0", "hypervisor", "other", "iso", "own.iso");
        definition.modified(Configurations.machine(elsewhere), Configurations.properties(elsewhere));
        hypervisor.updatedDefinition(definition);
        assertThat(iso("DC0_H0_VM0")).contains(new IsoImage("[LocalDS_0] all.iso"));
        hypervisor.unbindDefinition(definition);
        assertThat(lines()).isEmpty();
    }

    @Test
    public void aMachinesOwnImageThatIsNoneIsToldAndNotReplacedByAnother() throws Exception {
        hypervisor = hypervisor(Map.of("iso", "[LocalDS_0] all.iso"));
        awaitMachines();
        hypervisor.bindDefinition(definition(Map.of("machine", "DC0_H0_VM0", "iso", "own.iso")));

        assertThat(iso("DC0_H0_VM0")).isEmpty();
        assertThat(iso("DC0_H0_VM0")).isEmpty();
        assertThat(lines()).singleElement().asString().startsWith("lab.cfg: iso = own.iso: must be [datastore] path");
    }

    @Test
    public void aDefinitionWithoutAMachineIsRefused() {
        definition(Map.of("iso", "own.iso"));
        assertThat(lines()).singleElement().asString().startsWith("lab.cfg: machine: must be an instance UUID");
    }

    @Test
    public void theScopeNarrowsWhatIsThereAndAWrongPathIsTold() throws Exception {
        hypervisor = hypervisor(Map.of("scope", "DC0/vm/nowhere, DC0/host/DC0_C0/Resources, DC0/host/DC0_C0"));
        awaitMachines(2);

        assertThat(hypervisor.find("DC0_C0_RP0_VM0")).isPresent();
        assertThat(hypervisor.find("DC0_H0_VM0")).isEmpty();
        await(() -> !lines().isEmpty());
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith(
                        "lab.cfg: scope = DC0/vm/nowhere, DC0/host/DC0_C0/Resources, DC0/host/DC0_C0: there is no DC0/vm/nowhere");
    }

    @Test
    public void itsStopDoesNotWaitForAServerThatIsSilent() throws Exception {
        try (VCenterSimulator silent = VCenterSimulator.builder().start()) {
            VmwareHypervisor other =
                    hypervisor(silent, Map.of("timeout.connect", "3000000", "timeout.request", "3000000"));
            silent.freeze();
            Thread end = new Thread(() -> other.deactivate(ComponentConstants.DEACTIVATION_REASON_BUNDLE_STOPPED));
            end.start();
            end.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(end.isAlive()).isFalse();
        }
    }

    @Test
    public void aMachineThatSomebodyHasKeptRefusesChangesAfterTheEnd() throws Exception {
        hypervisor = hypervisor(Map.of());
        awaitMachines();
        Machine kept = hypervisor.find("DC0_H0_VM0").orElseThrow();
        hypervisor.deactivate(ComponentConstants.DEACTIVATION_REASON_BUNDLE_STOPPED);

        assertThatThrownBy(() ->
                        kept.perform(PowerAction.CYCLE).toCompletableFuture().get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HypervisorUnavailableException.class)
                .hasMessageContaining("hypervisor lab stopped");
    }

    private Optional<IsoImage> iso(String machine) throws Exception {
        return hypervisor
                .find(machine)
                .orElseThrow()
                .info()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .configuredIso();
    }

    private static PowerState power(Machine machine) throws Exception {
        return machine.powerStatus()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .state();
    }

    private void awaitMachines() throws InterruptedException {
        awaitMachines(4);
    }

    private void awaitMachines(int count) throws InterruptedException {
        await(() -> hypervisor.machines().size() == count);
        await(() -> hypervisor.connection().orElseThrow().stateAge().isPresent());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static VmwareHypervisor hypervisor(Map<String, String> changes) {
        return hypervisor(server, changes);
    }

    private static VmwareHypervisor hypervisor(VCenterSimulator at, Map<String, String> changes) {
        Map<String, String> values = with(at, changes);
        Succession lastOne = new Succession(new HandOver(new ConcurrentHashMap<>()), "lab", () -> true);
        return new VmwareHypervisor(Configurations.server(values), Configurations.properties(values), lastOne);
    }

    private void modify(Map<String, String> changes) {
        Map<String, String> values = with(server, changes);
        hypervisor.modified(Configurations.server(values), Configurations.properties(values));
    }

    private static Map<String, String> with(VCenterSimulator at, Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "name",
                "lab",
                "url",
                at.url(),
                "user",
                VCenterSimulator.USER,
                ".password",
                VCenterSimulator.PASSWORD,
                "trust.fingerprint",
                at.fingerprint()));
        values.putAll(changes);
        return values;
    }

    private static MachineDefinition definition(Map<String, String> values) {
        return new MachineDefinition(Configurations.machine(values), Configurations.properties(values));
    }

    private List<String> lines() {
        return log.lines(Level.ERROR);
    }
}
