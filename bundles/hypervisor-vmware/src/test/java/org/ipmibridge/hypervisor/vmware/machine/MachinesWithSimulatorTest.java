package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Machines of a simulated vCenter, whose own view of them is what counts. */
public final class MachinesWithSimulatorTest {
    private static final String NAME = "DC0_H0_VM0";
    private static final IsoImage RESCUE = new IsoImage("[LocalDS_0] iso/rescue.iso");
    private static final BootOverride CD_ONCE = new BootOverride(BootDevice.CDROM, false, false);
    private static final MachineSettings SETTINGS =
            new MachineSettings(Optional.of(DatastorePath.parse(RESCUE.path())), true);

    private VCenterSimulator server;
    private LiveBridge bridge;
    private Machine machine;

    @Before
    public void start() throws Exception {
        server = VCenterSimulator.builder().start();
        server.makeFile("LocalDS_0", "iso/rescue.iso", "image");
        bridge = LiveBridge.start(server, SETTINGS, Duration.ZERO);
        machine = bridge.machine(NAME);
    }

    @After
    public void stop() {
        bridge.close();
        server.close();
    }

    @Test
    public void powerChangesAndIsTold() throws Exception {
        assertThat(power()).isEqualTo(PowerState.ON);

        perform(PowerAction.OFF);
        assertThat(power()).isEqualTo(PowerState.OFF);
        assertThat(server.show(NAME)).contains("\"power\":\"poweredOff\"");

        perform(PowerAction.ON);
        perform(PowerAction.CYCLE);
        perform(PowerAction.RESET);
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(server.calls())
                .containsEntry("PowerOnVM_Task", 2)
                .containsEntry("PowerOffVM_Task", 2)
                .containsEntry("ResetVM_Task", 1);
    }

    @Test
    public void aSuspendedMachineIsResumedOrSwitchedOff() throws Exception {
        server.change(NAME, "suspend");
        await(() -> power() == PowerState.SUSPENDED);

        perform(PowerAction.ON);
        assertThat(power()).isEqualTo(PowerState.ON);

        server.change(NAME, "suspend");
        perform(PowerAction.OFF);
        assertThat(power()).isEqualTo(PowerState.OFF);
    }

    @Test
    public void whatTheSimulatorLacksIsRefusedInWords() {
        assertThatThrownBy(() -> perform(PowerAction.SOFT_OFF))
                .isInstanceOf(GuestUnavailableException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("VMware Tools do not run");
        assertThatThrownBy(() -> perform(PowerAction.NMI))
                .isInstanceOf(UnsupportedRequestException.class)
                .hasMessageContaining(NAME);
    }

    @Test
    public void aGuestWithToolsIsAskedToShutDown() throws Exception {
        server.change(NAME, "set", "guest.toolsRunningStatus", "guestToolsRunning");
        await(() -> done(machine.details()).guestTools().equals(Optional.of("guestToolsRunning")));

        perform(PowerAction.SOFT_OFF);

        await(() -> power() == PowerState.OFF);
        assertThat(server.calls()).containsEntry("ShutdownGuest", 1).doesNotContainKey("PowerOffVM_Task");
    }

    @Test
    public void anImageIsMountedAndEjected() throws Exception {
        done(machine.mountIso(RESCUE));
        assertThat(done(machine.mountedIso())).contains(RESCUE);
        assertThat(server.show(NAME)).contains(RESCUE.path());

        done(machine.ejectIso());
        assertThat(done(machine.mountedIso())).isEmpty();
        assertThat(server.show(NAME)).doesNotContain(RESCUE.path());
    }

    @Test
    public void aDriveIsAddedToAMachineWithout() throws Exception {
        for (String power : List.of("power-on", "power-off")) {
            server.change(NAME, "remove-cd");
            if (power.equals("power-off")) {
                server.change(NAME, power);
            }
            done(machine.mountIso(RESCUE));

            assertThat(server.show(NAME)).contains(RESCUE.path());
            assertThat(done(machine.mountedIso())).contains(RESCUE);
        }
    }

    @Test
    public void anEfiMachineGetsASataDrive() throws Exception {
        server.change(NAME, "power-off");
        server.change(NAME, "firmware", "efi");
        server.change(NAME, "remove-cd");

        done(machine.mountIso(RESCUE));

        assertThat(done(machine.mountedIso())).contains(RESCUE);
    }

    @Test
    public void anImageOrDatastoreThatIsMissingIsNamed() {
        assertThatThrownBy(() -> done(machine.mountIso(new IsoImage("[LocalDS_0] iso/none.iso"))))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("datastore LocalDS_0 has no file iso/none.iso");
        assertThatThrownBy(() -> done(machine.mountIso(new IsoImage("[LocalDS_0] none/none.iso"))))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("datastore LocalDS_0 has no file none/none.iso");
        assertThatThrownBy(() -> done(machine.mountIso(new IsoImage("[wrong] iso/rescue.iso"))))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("no datastore wrong for iso/rescue.iso; it has LocalDS_0");
        assertThat(server.calls()).doesNotContainKey("ReconfigVM_Task");
    }

    @Test
    public void theMachinesImagesAreListed() throws Exception {
        assertThat(done(machine.isos())).extracting(IsoFile::image).contains(RESCUE);
    }

    @Test
    public void cdromIsForOneBootOfAnybody() throws Exception {
        server.change(NAME, "boot-order", "disk", "ethernet");
        String own = order();

        done(machine.setBootOverride(CD_ONCE));
        assertThat(done(machine.bootOverride())).contains(CD_ONCE);
        assertThat(done(machine.mountedIso())).contains(RESCUE);
        assertThat(order()).startsWith("[\"cdrom\"").isNotEqualTo(own);

        server.change(NAME, "reset");
        await(() -> done(machine.bootOverride()).isEmpty());
        await(() -> order().equals(own));
        assertThat(done(machine.mountedIso())).contains(RESCUE);
        await(() -> !server.show(NAME).contains("device=cdrom"));
    }

    @Test
    public void aBridgeThatStartsAnewGoesOn() throws Exception {
        server.change(NAME, "boot-order", "disk", "ethernet");
        String own = order();
        done(machine.setBootOverride(CD_ONCE));
        bridge.close();
        server.change(NAME, "power-off");
        server.change(NAME, "power-on");
        server.change(NAME, "power-off");

        bridge = LiveBridge.start(server, SETTINGS, Duration.ZERO);
        machine = bridge.machine(NAME);

        await(() -> order().equals(own));
        await(() -> done(machine.bootOverride()).isEmpty());
    }

    @Test
    public void anotherBridgeSeesTheOverrideAndWhatSomebodyElseMadeOfIt() throws Exception {
        try (LiveBridge second = LiveBridge.start(server, SETTINGS, Duration.ZERO)) {
            Machine seen = second.machine(NAME);
            done(machine.setBootOverride(CD_ONCE));
            await(() -> done(seen.bootOverride()).equals(Optional.of(CD_ONCE)));

            server.change(NAME, "boot-order", "ethernet", "disk");

            Optional<BootOverride> network = Optional.of(new BootOverride(BootDevice.NETWORK, true, false));
            await(() -> done(seen.bootOverride()).equals(network));
            await(() -> done(machine.bootOverride()).equals(network));
            done(seen.clearBootOverride());
            assertThat(done(seen.bootOverride())).isEmpty();
            await(() -> done(machine.bootOverride()).isEmpty());
            assertThat(order()).startsWith("[\"ethernet");
        }
    }

    @Test
    public void otherDevicesAndTheFirmwareSetup() throws Exception {
        done(machine.setBootOverride(CD_ONCE));
        BootOverride disk = new BootOverride(BootDevice.DISK, true, false);
        done(machine.setBootOverride(disk));
        assertThat(done(machine.bootOverride())).contains(disk);
        assertThat(done(machine.mountedIso())).isEmpty();

        done(machine.setBootOverride(new BootOverride(BootDevice.NETWORK, true, false)));
        assertThat(order()).startsWith("[\"ethernet");

        BootOverride setup = new BootOverride(BootDevice.FIRMWARE_SETUP, false, false);
        done(machine.setBootOverride(setup));
        assertThat(done(machine.bootOverride())).contains(setup);
        perform(PowerAction.CYCLE);
        await(() -> done(machine.bootOverride()).isEmpty());

        assertThatThrownBy(() -> done(machine.setBootOverride(new BootOverride(BootDevice.FLOPPY, false, false))))
                .isInstanceOf(UnsupportedRequestException.class);
        done(machine.clearBootOverride());
        assertThat(order()).as("a real server keeps nothing of it").isIn("[]", "[\"none\"]");
    }

    @Test
    public void theFirmwareBecomesEfiWhileTheMachineIsOff() throws Exception {
        perform(PowerAction.OFF);

        done(machine.setBootOverride(new BootOverride(BootDevice.DISK, true, true)));

        assertThat(done(machine.info()).firmware()).isEqualTo(Firmware.EFI);
        assertThat(done(machine.bootOverride()).orElseThrow().efi()).isTrue();
    }

    @Test
    public void aSingleEsxiDoesItToo() throws Exception {
        try (VCenterSimulator esxi =
                        VCenterSimulator.builder().esxi().machines(1).start();
                LiveBridge own = LiveBridge.start(esxi, SETTINGS, Duration.ZERO)) {
            esxi.makeFile("LocalDS_0", "iso/rescue.iso", "image");
            Machine single = own.machine("ha-host_VM0");

            done(single.setBootOverride(CD_ONCE));
            assertThat(done(single.mountedIso())).contains(RESCUE);
            assertThat(esxi.show("ha-host_VM0")).contains("\"bootOrder\":[\"cdrom\"");
            done(single.perform(PowerAction.CYCLE));

            await(() -> done(single.bootOverride()).isEmpty());
            await(() -> !esxi.show("ha-host_VM0").contains("\"bootOrder\":[\"cdrom\""));
            assertThat(done(single.details()).inventoryPath()).contains("ha-datacenter/vm/ha-host_VM0");
        }
    }

    @Test
    public void detailsNameHostDatastoreAndPath() throws Exception {
        MachineDetails details = done(machine.details());

        assertThat(details.host()).contains("DC0_H0");
        assertThat(details.datastores()).containsExactly("LocalDS_0");
        assertThat(details.inventoryPath()).contains("DC0/vm/" + NAME);
        assertThat(machine.id())
                .isEqualTo(details.instanceUuid().map(UUID::toString).orElseThrow());
    }

    private String order() {
        String shown = server.show(NAME);
        int start = shown.indexOf("\"bootOrder\":") + "\"bootOrder\":".length();
        return shown.startsWith("null", start) ? "[]" : shown.substring(start, shown.indexOf(']', start) + 1);
    }

    private PowerState power() throws Exception {
        return done(machine.powerStatus()).state();
    }

    private void perform(PowerAction action) throws Exception {
        done(machine.perform(action));
    }

    static <T> T done(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
