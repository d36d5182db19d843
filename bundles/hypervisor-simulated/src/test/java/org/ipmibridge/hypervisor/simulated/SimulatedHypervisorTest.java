package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.BundleContext;

public class SimulatedHypervisorTest {
    private static final Map<String, String> VM1 =
            Map.of("name", "vm1", "power", "on", "power.off.millis", "0", "power.on.millis", "0");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final LogRecorder log = new LogRecorder("org.ipmibridge.hypervisor.simulated");

    private boolean stopping;

    @After
    public void leave() {
        log.close();
    }

    @Test
    public void itHasTheMachinesOfItsDefinitions() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("name", "lab"));
        MachineDefinition definition = definition(VM1);
        hypervisor.bindDefinition(definition);
        assertThat(hypervisor.name()).isEqualTo("lab");
        assertThat(hypervisor.machines()).extracting(Machine::name).containsExactly("vm1");
        assertThat(hypervisor.find("vm1").orElseThrow().hypervisor()).isEqualTo("lab");

        hypervisor.unbindDefinition(definition);
        assertThat(hypervisor.machines()).isEmpty();
        hypervisor.deactivate();
    }

    @Test
    public void itTellsWhereItsMachinesAreAndWhatIsNotedOfThem() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of());
        MachineDefinition definition =
                definition(Map.of("name", "vm1", "folder", "/lab/ web/", "attributes", "owner = me, bmc=yes"));
        hypervisor.bindDefinition(definition);
        hypervisor.bindDefinition(definition(Map.of("name", "vm2")));

        assertThat(hypervisor.placements())
                .containsExactlyInAnyOrder(
                        new Placement("vm1", "vm1", "lab/web", "", Map.of("owner", "me", "bmc", "yes")),
                        new Placement("vm2", "vm2", "", "", Map.of()));
        hypervisor.unbindDefinition(definition);
        assertThat(hypervisor.placements()).extracting(Placement::name).containsExactly("vm2");
        hypervisor.deactivate();
    }

    @Test
    public void itsImagesAreThoseThatItsMachinesCanMount() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of());
        hypervisor.bindDefinition(definition(Map.of("name", "vm1", "isos", "[isos] b.iso, [isos] c.iso")));
        hypervisor.bindDefinition(definition(Map.of("name", "vm2", "isos", "[isos] b.iso, [isos] a.iso")));

        assertThat(paths(hypervisor.isos())).containsExactly("[isos] a.iso", "[isos] b.iso", "[isos] c.iso");
        assertThat(paths(hypervisor.find("vm1").orElseThrow().isos())).containsExactly("[isos] b.iso", "[isos] c.iso");
        hypervisor.deactivate();
    }

    @Test
    public void aMachinesDetailsAreItsBootOrderAndWhetherItsGuestCanBeAsked() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of());
        hypervisor.bindDefinition(definition(VM1));
        hypervisor.bindDefinition(definition(Map.of("name", "vm2", "power", "off", "boot.order", "network, disk")));

        assertThat(details(hypervisor, "vm1").guestTools()).contains("running");
        assertThat(details(hypervisor, "vm2").guestTools()).contains("not running");
        assertThat(details(hypervisor, "vm2").bootOrder()).containsExactly("network", "disk");
        hypervisor.deactivate();
    }

    private static MachineDetails details(SimulatedHypervisor hypervisor, String machine) {
        return hypervisor
                .find(machine)
                .orElseThrow()
                .details()
                .toCompletableFuture()
                .join();
    }

    private static List<String> paths(CompletionStage<List<IsoFile>> isos) {
        return isos.toCompletableFuture().join().stream()
                .map(iso -> iso.image().path())
                .toList();
    }

    @Test
    public void aWrongEditIsToldInOneLineAndTheLastGoodOneStays() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of());
        MachineDefinition definition = definition(VM1);
        hypervisor.bindDefinition(definition);

        modify(definition, Map.of("name", "vm1", "firmware", "coreboot"));
        hypervisor.updatedDefinition(definition);
        assertThat(hypervisor.find("vm1")).isPresent();
        assertThat(lines())
                .containsExactly(
                        "machine.cfg: firmware = coreboot: must be one of bios, efi; the settings before it stay in force");

        modify(definition, Map.of("name", "vm2"));
        hypervisor.updatedDefinition(definition);
        assertThat(hypervisor.find("vm1")).isEmpty();
        assertThat(hypervisor.find("vm2")).isPresent();
        hypervisor.deactivate();
    }

    @Test
    public void withoutADirectoryTheStateOutlivesTheBundle() throws Exception {
        assertStateIsKept(Map.of());
        assertThat(folder.getRoot()).isDirectoryRecursivelyContaining("glob:**/bundle/**/vm1.state");
    }

    @Test
    public void withADirectoryTheStateIsThere() throws Exception {
        File states = new File(folder.getRoot(), "some/where");
        assertStateIsKept(Map.of("state.directory", states.getPath()));
        assertThat(states).isDirectoryContaining("glob:**/vm1.state");
    }

    @Test
    public void aDirectoryThatCannotBeMadeIsToldInOneLineAndThereAreNoMachines() throws IOException {
        String directory = new File(folder.getRoot(), "file/inside").getPath();
        Files.writeString(folder.getRoot().toPath().resolve("file"), "no directory");
        SimulatedHypervisor hypervisor = hypervisor(Map.of("state.directory", directory));
        hypervisor.bindDefinition(definition(VM1));

        assertThat(hypervisor.machines()).isEmpty();
        assertThat(hypervisor.find("vm1")).isEmpty();
        assertThat(lines()).singleElement().asString().startsWith("machine.cfg: state.directory = " + directory + ": ");
        hypervisor.deactivate();
    }

    @Test
    public void aNameThatNobodyCouldWriteIsRefused() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("name", "../lab"));
        assertThat(lines()).singleElement().asString().startsWith("machine.cfg: name = ../lab: must be 1 to 80");
        assertThat(hypervisor.machines()).isEmpty();
        hypervisor.deactivate();
    }

    @Test
    public void aWrongEditOfTheHypervisorKeepsItsMachinesAsTheyAre() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("name", "lab"));
        hypervisor.bindDefinition(definition(VM1));
        Machine machine = hypervisor.find("vm1").orElseThrow();

        modify(hypervisor, Map.of("name", "../lab"));
        modify(hypervisor, Map.of("name", "lab", "state.directory", "/dev/null/inside"));

        assertThat(hypervisor.name()).isEqualTo("lab");
        assertThat(hypervisor.find("vm1")).contains(machine);
        assertThat(hypervisor.problems()).extracting(Problem::key).containsExactly("state.directory");
        modify(hypervisor, Map.of("name", "lab"));
        assertThat(hypervisor.find("vm1")).contains(machine);
        assertThat(hypervisor.problems()).isEmpty();
        hypervisor.deactivate();
    }

    @Test
    public void anotherNameOrDirectoryTakesEffectAndTheMachinesGoOnAsTheyAre() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("name", "lab"));
        hypervisor.bindDefinition(definition(VM1));
        powerOff(hypervisor);

        File states = new File(folder.getRoot(), "states");
        modify(hypervisor, Map.of("name", "cellar", "state.directory", states.getPath()));

        assertThat(hypervisor.name()).isEqualTo("cellar");
        assertThat(hypervisor.find("vm1").orElseThrow().hypervisor()).isEqualTo("cellar");
        assertThat(power(hypervisor)).isEqualTo(PowerState.OFF);
        assertThat(states).isDirectoryContaining("glob:**/vm1.state");
        hypervisor.deactivate();
    }

    @Test
    public void aWrongDefinitionMakesNoMachine() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of());
        hypervisor.bindDefinition(definition(Map.of("name", "")));
        assertThat(hypervisor.machines()).isEmpty();
        assertThat(lines()).hasSize(1);
        hypervisor.deactivate();
    }

    @Test
    public void whatIsUnderWayWhenTheBundleStopsIsDone() throws Exception {
        Map<String, String> slow = Map.of("name", "vm1", "power", "on", "power.on.millis", "60000");
        SimulatedHypervisor first = hypervisor(Map.of());
        first.bindDefinition(definition(slow));
        Machine machine = first.find("vm1").orElseThrow();
        CompletionStage<Void> cycle = machine.perform(PowerAction.CYCLE);
        CompletionStage<Void> override = machine.setBootOverride(new BootOverride(BootDevice.NETWORK, false, false));
        CompletionStage<Void> reset = machine.perform(PowerAction.RESET);
        stopping = true;
        first.unbindDefinition(definition(slow));
        first.deactivate();

        cycle.toCompletableFuture().get(30, TimeUnit.SECONDS);
        override.toCompletableFuture().get(30, TimeUnit.SECONDS);
        reset.toCompletableFuture().get(30, TimeUnit.SECONDS);
        stopping = false;
        SimulatedHypervisor second = hypervisor(Map.of());
        second.bindDefinition(definition(slow));
        Machine same = second.find("vm1").orElseThrow();
        assertThat(same.powerStatus().toCompletableFuture().join().state()).isEqualTo(PowerState.ON);
        assertThat(same.boots().toCompletableFuture().join())
                .extracting(boot -> boot.cause().map(Enum::name).orElse("-") + " " + boot.device())
                .containsExactly("- DISK", "CYCLE DISK", "RESET NETWORK");
        second.deactivate();
    }

    @Test
    public void aGuestThatShutsDownWhenTheBundleStopsIsOffAfterwards() throws Exception {
        Map<String, String> slow = Map.of("name", "vm1", "power", "on", "soft.off.millis", "60000");
        SimulatedHypervisor first = hypervisor(Map.of());
        first.bindDefinition(definition(slow));
        first.find("vm1")
                .orElseThrow()
                .perform(PowerAction.SOFT_OFF)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        first.deactivate();

        SimulatedHypervisor second = hypervisor(Map.of());
        second.bindDefinition(definition(slow));
        assertThat(second.find("vm1")
                        .orElseThrow()
                        .powerStatus()
                        .toCompletableFuture()
                        .join()
                        .state())
                .isEqualTo(PowerState.OFF);
        second.deactivate();
    }

    @Test
    public void machinesThatAreAllAlikeNeedNoDefinition() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("machines.count", "12", "machines.name", "rack %02d"));
        hypervisor.bindDefinition(definition(VM1));

        assertThat(hypervisor.machines())
                .extracting(Machine::name)
                .hasSize(13)
                .contains("vm1", "rack 01", "rack 10", "rack 12");
        assertThat(hypervisor.machines()).extracting(Machine::id).doesNotHaveDuplicates();
        assertThat(hypervisor.machines())
                .flatExtracting(
                        machine -> machine.info().toCompletableFuture().join().macAddresses())
                .doesNotHaveDuplicates();
        Machine machine = hypervisor.find("rack 12").orElseThrow();
        assertThat(machine.powerStatus().toCompletableFuture().join().state()).isEqualTo(PowerState.ON);
        assertThat(machine.boots().toCompletableFuture().join())
                .extracting(BootRecord::device)
                .containsExactly(BootDevice.DISK);
        hypervisor.deactivate();
    }

    @Test
    public void aMachineOfManyWithADefinitionIsAsThatSaysAndAfterwardsLikeTheOthersAgain() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("machines.count", "2"));
        MachineDefinition definition = definition(Map.of("name", "sim-00002", "nics", ""));
        hypervisor.bindDefinition(definition);
        assertThat(hypervisor.machines()).hasSize(2);
        assertThat(macs(hypervisor, "sim-00002")).isEmpty();

        hypervisor.unbindDefinition(definition);
        assertThat(macs(hypervisor, "sim-00002")).containsExactly("00:50:56:20:00:02");
        assertThat(lines()).isEmpty();
        hypervisor.deactivate();
    }

    private static List<String> macs(SimulatedHypervisor hypervisor, String machine) {
        return hypervisor
                .find(machine)
                .orElseThrow()
                .info()
                .toCompletableFuture()
                .join()
                .macAddresses();
    }

    @Test
    public void nothingIsKeptOfTheManyButWhatWasChangedAndWhenTheyWereThereFirst() throws Exception {
        Map<String, String> values = Map.of(
                "machines.count", "1000", "state.directory", folder.getRoot().getPath());
        SimulatedHypervisor first = hypervisor(values);
        Machine changed = first.find("sim-00007").orElseThrow();
        changed.setBootOverride(new BootOverride(BootDevice.NETWORK, true, false))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        List<BootRecord> boots = boots(first, "sim-00008");
        first.deactivate();
        assertThat(folder.getRoot().list()).containsExactlyInAnyOrder("sim-00007.state", "machines.since");

        SimulatedHypervisor second = hypervisor(values);
        assertThat(second.find("sim-00007")
                        .orElseThrow()
                        .bootOverride()
                        .toCompletableFuture()
                        .join())
                .isPresent();
        assertThat(boots(second, "sim-00008")).isEqualTo(boots).hasSize(1);
        second.deactivate();
    }

    private static List<BootRecord> boots(SimulatedHypervisor hypervisor, String machine) {
        return hypervisor
                .find(machine)
                .orElseThrow()
                .boots()
                .toCompletableFuture()
                .join();
    }

    @Test
    public void moreOrFewerMachinesLeaveTheOthersAsTheyAre() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("machines.count", "3"));
        hypervisor
                .find("sim-00003")
                .orElseThrow()
                .ejectIso()
                .thenCompose(ejected -> hypervisor
                        .find("sim-00002")
                        .orElseThrow()
                        .setBootOverride(new BootOverride(BootDevice.CDROM, true, false)))
                .toCompletableFuture()
                .join();
        List<BootRecord> boots = boots(hypervisor, "sim-00001");

        modify(hypervisor, Map.of("machines.count", "2"));

        assertThat(hypervisor.machines()).extracting(Machine::name).containsExactlyInAnyOrder("sim-00001", "sim-00002");
        assertThat(hypervisor
                        .find("sim-00002")
                        .orElseThrow()
                        .bootOverride()
                        .toCompletableFuture()
                        .join())
                .isPresent();
        assertThat(boots(hypervisor, "sim-00001")).isEqualTo(boots);
        hypervisor.deactivate();
    }

    @Test
    public void aNumberOrNameOfManyThatIsWrongIsToldAndChangesNothing() {
        SimulatedHypervisor hypervisor = hypervisor(Map.of("machines.count", "2"));
        modify(hypervisor, Map.of("machines.count", "100001"));
        modify(hypervisor, Map.of("machines.count", "2", "machines.name", "sim"));
        modify(hypervisor, Map.of("machines.count", "2", "machines.name", "sim-%s"));
        modify(hypervisor, Map.of("machines.count", "2", "machines.name", "../%d"));

        assertThat(hypervisor.machines()).hasSize(2);
        assertThat(lines())
                .containsExactly(
                        "machine.cfg: machines.count = 100001: must be a whole number, 0 to 100000; the settings before it"
                                + " stay in force",
                        "machine.cfg: machines.name = sim: must have one %d in it, or one like %05d, for a machine's"
                                + " number; the settings before it stay in force",
                        "machine.cfg: machines.name = sim-%s: must have one %d in it, or one like %05d, for a machine's"
                                + " number; the settings before it stay in force",
                        "machine.cfg: machines.name = ../%d: must be 1 to 80 letters, digits, spaces, dots, hyphens and"
                                + " underscores; the settings before it stay in force");
        hypervisor.deactivate();
    }

    private void assertStateIsKept(Map<String, String> values) throws Exception {
        SimulatedHypervisor first = hypervisor(values);
        first.bindDefinition(definition(VM1));
        first.find("vm1")
                .orElseThrow()
                .perform(PowerAction.OFF)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        first.deactivate();

        SimulatedHypervisor second = hypervisor(values);
        second.bindDefinition(definition(VM1));
        assertThat(second.find("vm1")
                        .orElseThrow()
                        .powerStatus()
                        .toCompletableFuture()
                        .join()
                        .state())
                .isEqualTo(PowerState.OFF);
        second.deactivate();
        assertThat(lines()).isEmpty();
    }

    private static void powerOff(SimulatedHypervisor hypervisor) {
        hypervisor
                .find("vm1")
                .orElseThrow()
                .perform(PowerAction.OFF)
                .toCompletableFuture()
                .join();
    }

    private static PowerState power(SimulatedHypervisor hypervisor) {
        return hypervisor
                .find("vm1")
                .orElseThrow()
                .powerStatus()
                .toCompletableFuture()
                .join()
                .state();
    }

    private static void modify(SimulatedHypervisor hypervisor, Map<String, String> values) {
        hypervisor.modified(Configurations.of(SimulatedHypervisor.Configuration.class, values), properties(values));
    }

    private SimulatedHypervisor hypervisor(Map<String, String> values) {
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getDataFile");
                    return new File(new File(folder.getRoot(), "bundle"), (String) arguments[0]);
                });
        return new SimulatedHypervisor(
                Configurations.of(SimulatedHypervisor.Configuration.class, values),
                properties(values),
                context,
                () -> stopping);
    }

    private static MachineDefinition definition(Map<String, String> values) {
        return new MachineDefinition(Configurations.of(MachineConfiguration.class, values), properties(values));
    }

    private static void modify(MachineDefinition definition, Map<String, String> values) {
        definition.modified(Configurations.of(MachineConfiguration.class, values), properties(values));
    }

    private static Map<String, Object> properties(Map<String, String> values) {
        Map<String, Object> properties = new HashMap<>(values);
        properties.put("felix.fileinstall.filename", "file:machine.cfg");
        return properties;
    }

    private List<String> lines() {
        return Stream.of(Level.WARN, Level.ERROR)
                .flatMap(level -> log.lines(level).stream())
                .toList();
    }
}
