package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.machine.FakeBridge.done;

import com.vmware.vim25.VirtualAHCIController;
import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDisk;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Before;
import org.junit.Test;

public final class IsoTest {
    private static final IsoImage RESCUE = new IsoImage("[ds1] iso/rescue.iso");

    private final FakeClock clock = new FakeClock();
    private FakeServer server;
    private FakeVm vm;
    private FakeBridge bridge;

    @Before
    public void start() throws Exception {
        server = new FakeServer(clock);
        vm = server.vm;
        bridge = FakeBridge.start(server, clock);
    }

    @Test
    public void anImageIsPutInAndTakenOut() {
        mount(RESCUE);
        assertThat(mounted()).contains(RESCUE);
        assertThat(vm.cdDrive().orElseThrow().deviceInfo).isNotNull();

        done(bridge.machine.ejectIso());
        assertThat(mounted()).isEmpty();
        assertThat(vm.cdDrive().orElseThrow().connectable.startConnected).isFalse();

        server.changes.clear();
        done(bridge.machine.ejectIso());
        assertThat(server.changes).isEmpty();
    }

    @Test
    public void aRelativePathIsInTheConfiguredFolder() {
        mount(new IsoImage("rescue.iso"));

        assertThat(mounted()).contains(RESCUE);
    }

    @Test
    public void anotherImageTakesItsPlace() {
        server.files.add("odd [1] ü.iso");
        mount(RESCUE);

        mount(new IsoImage("[ds1]  odd [1] ü.iso"));

        assertThat(mounted()).contains(new IsoImage("[ds1] odd [1] ü.iso"));
    }

    @Test
    public void aMissingFileOrDatastoreIsNamed() {
        assertThatThrownBy(() -> mount(new IsoImage("[ds1] iso/none.iso")))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("datastore ds1 has no file iso/none.iso");
        assertThatThrownBy(() -> mount(new IsoImage("[ds1] nowhere/none.iso")))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("datastore ds1 has no file nowhere/none.iso");
        assertThatThrownBy(() -> mount(new IsoImage("[other] iso/rescue.iso")))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("no datastore other for iso/rescue.iso; it has ds1");
        assertThat(server.changes).isEmpty();
    }

    @Test
    public void aDriveIsAddedToIde() {
        withoutDrive();

        mount(RESCUE);

        assertThat(addedDrive().controllerKey).isEqualTo(200);
        assertThat(mounted()).contains(RESCUE);
    }

    @Test
    public void aDriveIsAddedToSataWhenIdeIsFull() {
        withoutDrive();
        vm.add(new VirtualDisk(), 3001, 200, 0);
        vm.add(new VirtualDisk(), 3002, 200, 1);

        mount(RESCUE);

        assertThat(vm.hasSata()).isTrue();
        assertThat(addedDrive().controllerKey).isEqualTo(controller().key);
    }

    @Test
    public void aDriveIsAddedToSataOfAnEfiMachineAndOfOneThatRuns() {
        withoutDrive();
        vm.firmware = Firmware.EFI;
        mount(RESCUE);
        assertThat(addedDrive().controllerKey).isEqualTo(controller().key);

        withoutDrive();
        vm.firmware = Firmware.BIOS;
        server.powerOn();
        mount(RESCUE);
        assertThat(addedDrive().controllerKey).isEqualTo(controller().key);
        assertThat(server.changes).hasSize(2);
    }

    @Test
    public void aMountUnderWhichTheConnectionBrokeIsNotRepeated() {
        withoutDrive();
        bridge.calls.breakUnderNextChange();

        mount(RESCUE);

        assertThat(server.changes).containsExactly("reconfigure");
        assertThat(mounted()).contains(RESCUE);
    }

    @Test
    public void anImageThatIsNotConnectedIsNoSuccess() {
        server.powerOn();
        server.beforeReconfiguration = () -> vm.refusesToConnect = true;

        assertThatThrownBy(() -> mount(RESCUE))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("could not connect");

        assertThat(mounted()).isEmpty();
    }

    private void withoutDrive() {
        vm.devices.removeIf(VirtualCdrom.class::isInstance);
    }

    private VirtualDevice addedDrive() {
        return vm.cdDrive().orElseThrow();
    }

    private VirtualDevice controller() {
        return vm.devices.stream()
                .filter(device -> device instanceof VirtualAHCIController)
                .findFirst()
                .orElseThrow();
    }

    private void mount(IsoImage image) {
        done(bridge.machine.mountIso(image));
    }

    private Optional<IsoImage> mounted() {
        return done(bridge.machine.mountedIso());
    }
}
