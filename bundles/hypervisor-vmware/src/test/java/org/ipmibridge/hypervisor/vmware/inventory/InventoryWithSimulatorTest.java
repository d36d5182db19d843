package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Another client changes things; what is known follows. */
public final class InventoryWithSimulatorTest {
    private static final String NAME = "DC0_H0_VM0";

    private VCenterSimulator server;
    private Follower follower;

    @Before
    public void start() throws Exception {
        server = VCenterSimulator.builder().start();
        follower = Follower.of(server);
    }

    @After
    public void stop() {
        follower.close();
        server.close();
    }

    @Test
    public void aMachineIsKnownWithAllThatIsRead() {
        VmState vm = follower.require(NAME);

        assertThat(vm.name()).isEqualTo(NAME);
        assertThat(vm.path()).isEqualTo("DC0/vm/" + NAME);
        assertThat(vm.power()).contains(PowerState.ON);
        assertThat(vm.biosUuid()).isPresent();
        assertThat(vm.instanceUuid()).isPresent();
        assertThat(vm.bootTime()).isPresent();
        assertThat(vm.hostId()).isPresent();
        assertThat(vm.datastoreIds()).hasSize(1);
        assertThat(vm.disks()).hasSize(1);
        assertThat(vm.nics()).singleElement().satisfies(nic -> assertThat(nic.mac())
                .startsWith("00:0c:29:"));
        assertThat(vm.cdDrives()).hasSize(1);
    }

    @Test
    public void aMachineIsFoundByEachOfItsNames() {
        VmState vm = follower.require(NAME);
        UUID instance = vm.instanceUuid().orElseThrow();
        UUID bios = vm.biosUuid().orElseThrow();

        for (String key : List.of(
                instance.toString(),
                instance.toString().toUpperCase(Locale.ROOT),
                bios.toString(),
                bios.toString().toUpperCase(Locale.ROOT),
                vm.id(),
                "DC0/vm/" + NAME,
                "/DC0/vm/" + NAME,
                " " + NAME + " ")) {
            assertThat(follower.find(key)).as(key).contains(vm);
        }
        assertThat(follower.find("nobody")).isEmpty();
        assertThat(follower.find("DC0/vm/nobody")).isEmpty();
    }

    @Test
    public void changesOfAnotherClientAreSeen() throws Exception {
        server.change(NAME, "power-off");
        follower.awaitPower(NAME, PowerState.OFF);
        server.change(NAME, "boot-order", "cdrom", "disk");
        Follower.await("boot order", () -> follower.require(NAME).bootOrder().size() == 2);
        server.change(NAME, "insert", "[LocalDS_0] a.iso");
        Follower.await("image", () -> follower.require(NAME).cdDrives().stream()
                .anyMatch(drive -> drive.iso().isPresent()));
        server.change(NAME, "firmware", "efi");
        Follower.await("firmware", () -> follower.require(NAME).firmware() == Firmware.EFI);
        server.change(NAME, "set", "guest.hostName", "web01.example.org");
        Follower.await(
                "host name", () -> follower.require(NAME).guest().hostName().isPresent());
        server.change(NAME, "power-on");
        follower.awaitPower(NAME, PowerState.ON);
    }

    @Test
    public void aResetIsSeenAsAnotherBootAndNeverAsOff() throws Exception {
        VmState before = follower.require(NAME);
        server.change(NAME, "reset");

        Follower.await("another boot", () -> !follower.require(NAME).bootTime().equals(before.bootTime()));
        assertThat(follower.require(NAME).power()).contains(PowerState.ON);
    }

    @Test
    public void aRenamedMachineIsTheSame() throws Exception {
        VmState before = follower.require(NAME);
        server.change(NAME, "rename", "50%25 of it");

        Follower.await("new name", () -> follower.find("50% of it").isPresent());
        VmState after = follower.require("DC0/vm/50%25 of it");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(follower.require(before.instanceUuid().orElseThrow().toString()))
                .isEqualTo(after);
        assertThat(follower.find(NAME)).isEmpty();
    }

    @Test
    public void aMovedMachineIsTheSame() throws Exception {
        VmState before = follower.require(NAME);
        server.makeFolder("/DC0/vm", "web");
        server.change(NAME, "move", "/DC0/vm/web");

        Follower.await("new path", () -> follower.find("DC0/vm/web/" + NAME).isPresent());
        assertThat(follower.require(NAME).id()).isEqualTo(before.id());
        assertThat(follower.find("DC0/vm/" + NAME)).isEmpty();
    }

    @Test
    public void aMachineComesAndGoes() throws Exception {
        server.change(NAME, "clone", "new");
        Follower.await("it is there", () -> follower.find("new").isPresent());
        VmState clone = follower.require("new");
        assertThat(clone.power()).isPresent();
        assertThat(clone.path()).isEqualTo("DC0/vm/new");

        server.change("new", "destroy");
        Follower.await("it is gone", () -> follower.find("new").isEmpty());
        assertThatThrownBy(() -> follower.current(clone.id())).hasCauseInstanceOf(MachineNotFoundException.class);
        Follower.await("it was told", () -> follower.changes.stream()
                .anyMatch(change -> change.after().isEmpty()));
    }

    @Test
    public void twoMachinesOfOneNameAreListedByPath() throws Exception {
        server.makeFolder("/DC0/vm", "web");
        server.change(NAME, "move", "/DC0/vm/web");
        Follower.await("moved", () -> follower.find("DC0/vm/web/" + NAME).isPresent());
        server.change("DC0_H0_VM1", "rename", NAME);
        Follower.await("renamed", () -> follower.find("DC0/vm/" + NAME).isPresent());

        assertThatThrownBy(() -> follower.find(NAME))
                .isInstanceOf(MachineNotFoundException.class)
                .hasMessageContaining("DC0/vm/" + NAME + ", DC0/vm/web/" + NAME);
    }

    @Test
    public void readsCostNoCallsWhileTheServerIsFollowed() throws Exception {
        String id = follower.require(NAME).id();
        // Again if it was not followed all the time, because something took long.
        Follower.await("reads cost nothing", () -> costNothing(id));
    }

    private boolean costNothing(String id) {
        Map<String, Integer> before = server.calls();
        boolean answered = IntStream.range(0, 10_000)
                .allMatch(i ->
                        follower.inventory.current(id).toCompletableFuture().isDone());
        Map<String, Integer> after = server.calls();
        before.remove("WaitForUpdatesEx");
        after.remove("WaitForUpdatesEx");
        return answered && after.equals(before);
    }

    @Test
    public void aRefreshAsksTheServer() throws Exception {
        String id = follower.require(NAME).id();
        server.change(NAME, "power-off");

        assertThat(follower.refresh(id).power()).contains(PowerState.OFF);
        assertThat(follower.current(id).power()).contains(PowerState.OFF);
    }

    @Test
    public void thePowerStateNeverGoesBackWhenReadsAndTheSubscriptionMeet() throws Exception {
        String id = follower.require(NAME).id();
        for (int i = 0; i < 40; i++) {
            boolean off = i % 2 == 0;
            server.change(NAME, off ? "power-off" : "power-on");
            PowerState expected = off ? PowerState.OFF : PowerState.ON;
            assertThat(follower.refresh(id).power()).contains(expected);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10 + i * 10);
            while (System.nanoTime() < end) {
                assertThat(follower.current(id).power()).contains(expected);
            }
        }
    }

    @Test
    public void resetsAreAskedForAndThereAreNoneInTheSimulator() throws Exception {
        VmState vm = follower.require(NAME);
        assertThat(follower.inventory
                        .resetsSince(vm.id(), vm.bootTime().orElseThrow())
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS))
                .isEmpty();
    }
}
