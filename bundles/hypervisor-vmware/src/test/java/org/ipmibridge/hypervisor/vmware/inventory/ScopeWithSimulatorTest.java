package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Test;

public final class ScopeWithSimulatorTest {
    private VCenterSimulator server;
    private Follower follower;

    @After
    public void stop() {
        follower.close();
        server.close();
    }

    @Test
    public void aFolderHasItsMachinesAndThoseThatComeIn() throws Exception {
        server = VCenterSimulator.builder().start();
        server.makeFolder("/DC0/vm", "web");
        server.change("DC0_H0_VM0", "move", "/DC0/vm/web");
        follower = Follower.of(server, "/DC0/vm/web/");
        assertThat(follower.inventory.all()).extracting(VmState::path).containsExactly("DC0/vm/web/DC0_H0_VM0");

        server.change("DC0_H0_VM1", "move", "/DC0/vm/web");
        Follower.await("it came in", () -> follower.find("DC0_H0_VM1").isPresent());
        assertThat(follower.require("DC0_H0_VM1").path()).isEqualTo("DC0/vm/web/DC0_H0_VM1");
    }

    @Test
    public void aMachineOfTwoScopesIsThereOnceAndLeavesOnce() throws Exception {
        server = VCenterSimulator.builder().start();
        follower = Follower.of(server, "DC0", "DC0/vm", "DC0/host/DC0_C0/Resources");
        assertThat(follower.inventory.all()).hasSize(4);

        server.change("DC0_C0_RP0_VM0", "power-off");
        follower.awaitPower("DC0_C0_RP0_VM0", PowerState.OFF);
        server.change("DC0_C0_RP0_VM0", "destroy");
        Follower.await("it is gone", () -> follower.find("DC0_C0_RP0_VM0").isEmpty());
        assertThat(follower.inventory.all()).hasSize(3);
    }

    @Test
    public void aPathThatDoesNotExistHasNoMachinesUntilItDoes() throws Exception {
        server = VCenterSimulator.builder().start();
        follower = Follower.of(server, "DC0/vm/later");
        assertThat(follower.inventory.all()).isEmpty();
        assertThat(follower.find("DC0_H0_VM0")).isEmpty();

        server.makeFolder("/DC0/vm", "later");
        server.change("DC0_H0_VM0", "move", "/DC0/vm/later");
        Follower.await("it is there", () -> follower.find("DC0_H0_VM0").isPresent());
    }

    @Test
    public void anEsxiIsFollowedToo() throws Exception {
        server = VCenterSimulator.builder().esxi().start();
        follower = Follower.of(server);
        VmState vm = follower.require("ha-datacenter/vm/ha-host_VM0");
        assertThat(vm.power()).contains(PowerState.ON);

        server.change("ha-host_VM0", "power-off");
        follower.awaitPower("ha-host_VM0", PowerState.OFF);
        assertThat(follower.inventory
                        .resetsSince(vm.id(), vm.bootTime().orElseThrow())
                        .toCompletableFuture()
                        .get())
                .isEmpty();
    }
}
