package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.Test;

/** Many machines. What it takes is printed, and fails nothing. */
public final class InventoryLoadTest {
    private static final int LOOKUPS = 100_000;

    @Test
    public void aThousandMachinesAreKnown() throws Exception {
        load(1_000);
    }

    @Test
    public void fiveThousandMachinesAreKnown() throws Exception {
        load(5_000);
    }

    private static void load(int machines) throws Exception {
        try (VCenterSimulator server =
                VCenterSimulator.builder().machines(machines).start()) {
            long empty = heap();
            long begin = System.nanoTime();
            try (Follower follower = Follower.of(server)) {
                long loaded = System.nanoTime() - begin;
                assertThat(follower.inventory.all()).hasSize(machines);
                follower.changes.clear();
                long held = heap() - empty;
                System.out.printf(
                        "%,d machines: known after %,d ms, %,d kB of heap, %,d ns for a look-up%n",
                        machines, loaded / 1_000_000, held / 1_024, lookup(follower));
                begin = System.nanoTime();
                server.change("DC0_H0_VM7", "power-off");
                follower.awaitPower("DC0_H0_VM7", PowerState.OFF);
                System.out.printf(
                        "%,d machines: a change is seen after %,d ms%n",
                        machines, (System.nanoTime() - begin) / 1_000_000);
            }
        }
    }

    private static long lookup(Follower follower) {
        List<VmState> all = follower.inventory.all();
        long begin = System.nanoTime();
        for (int i = 0; i < LOOKUPS; i++) {
            VmState vm = all.get(i % all.size());
            String key = i % 2 == 0 ? vm.instanceUuid().orElseThrow().toString() : vm.path();
            assertThat(follower.require(key) == vm).isTrue();
        }
        return (System.nanoTime() - begin) / LOOKUPS;
    }

    private static long heap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
