package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Test;

public class MachineRegistryTest {
    private static final String UUID = "420d1a2b-3c4d-4e6f-8081-828384858687";

    private final FakeClock clock = new FakeClock();
    private final MachineRegistry registry = new MachineRegistry("lab", new FakeTime(clock), new MemoryStore());

    @Test
    public void aMachineIsFoundByNameAndByUuid() {
        claim("a", Map.of("name", "vm1", "uuid", UUID));
        Machine machine = registry.find("vm1").orElseThrow();
        assertThat(machine.hypervisor()).isEqualTo("lab");
        assertThat(registry.find(UUID.toUpperCase())).contains(machine);
        assertThat(registry.find("vm2")).isEmpty();
        assertThat(registry.machines()).containsExactly(machine);
    }

    @Test
    public void aChangedUuidReplacesTheOldOne() {
        claim("a", Map.of("name", "vm1", "uuid", UUID));
        claim("a", Map.of("name", "vm1"));
        assertThat(registry.find(UUID)).isEmpty();
        assertThat(registry.find("vm1")).isPresent();
    }

    @Test
    public void anEditOfOneMachineKeepsItAndTouchesNoOther() {
        claim("a", Map.of("name", "vm1", "power", "on"));
        claim("b", Map.of("name", "vm2", "power", "on"));
        Machine vm1 = registry.find("vm1").orElseThrow();
        Machine vm2 = registry.find("vm2").orElseThrow();
        CompletableFuture<Void> off = vm2.perform(PowerAction.OFF).toCompletableFuture();

        claim("a", Map.of("name", "vm1", "power", "off", "firmware", "efi"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(registry.find("vm1")).containsSame(vm1);
        assertThat(vm1.powerStatus().toCompletableFuture().join().state()).isEqualTo(PowerState.ON);
        assertThat(registry.find("vm2")).containsSame(vm2);
        assertThat(off).isCompleted();
    }

    @Test
    public void aDeletedFileRemovesTheMachineAndEndsWhatItDid() {
        claim("a", Map.of("name", "vm1", "power", "on", "uuid", UUID));
        CompletableFuture<Void> off =
                registry.find("vm1").orElseThrow().perform(PowerAction.OFF).toCompletableFuture();
        registry.release("a");
        assertThat(registry.machines()).isEmpty();
        assertThat(registry.find(UUID)).isEmpty();
        assertThatThrownBy(off::join).hasCauseInstanceOf(MachineNotFoundException.class);
        registry.release("a");
    }

    @Test
    public void anotherNameIsAnotherMachine() {
        claim("a", Map.of("name", "vm1"));
        claim("a", Map.of("name", "vm2"));
        assertThat(registry.machines()).extracting(Machine::name).containsExactly("vm2");
    }

    @Test
    public void theOldestOfTwoClaimsToANameCountsUntilItIsGone() {
        claim("a", Map.of("name", "vm1", "guest.os", "first"));
        claim("b", Map.of("name", "vm1", "guest.os", "second"));
        assertThat(guestOs("vm1")).contains("first");
        Machine machine = registry.find("vm1").orElseThrow();

        registry.release("a");
        assertThat(guestOs("vm1")).contains("second");
        assertThat(registry.find("vm1")).containsSame(machine);
        registry.release("b");
        assertThat(registry.machines()).isEmpty();
    }

    @Test
    public void machinesOfAnotherHypervisorAreNotOurs() {
        claim("a", Map.of("name", "vm1", "hypervisor", "other"));
        claim("b", Map.of("name", "vm2", "hypervisor", "lab"));
        assertThat(registry.machines()).extracting(Machine::name).containsExactly("vm2");
        claim("b", Map.of("name", "vm2", "hypervisor", "other"));
        assertThat(registry.machines()).isEmpty();
    }

    @Test
    public void aConfigurationThatWasNeverRightMakesNoMachine() {
        registry.claim("a", Optional.empty());
        assertThat(registry.machines()).isEmpty();
    }

    @Test
    public void theEndOfTheHypervisorEndsEverything() {
        claim("a", Map.of("name", "vm1", "power", "on"));
        CompletableFuture<Void> off =
                registry.find("vm1").orElseThrow().perform(PowerAction.OFF).toCompletableFuture();
        registry.close();
        assertThatThrownBy(off::join).hasCauseInstanceOf(HypervisorUnavailableException.class);
        assertThat(registry.machines()).isEmpty();
    }

    @Test
    public void tenThousandMachinesShareTwoThreads() throws Exception {
        try (RealTime time = new RealTime("many")) {
            MachineRegistry many = new MachineRegistry("many", time, new MemoryStore());
            for (int i = 0; i < 10_000; i++) {
                many.claim(i, Optional.of(Configurations.machine(Map.of("name", "vm" + i, "power.on.millis", "5"))));
            }
            List<CompletableFuture<Void>> done = new ArrayList<>();
            for (Machine machine : many.machines()) {
                done.add(machine.perform(PowerAction.ON).toCompletableFuture());
            }
            CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

            assertThat(many.machines())
                    .hasSize(10_000)
                    .allMatch(machine ->
                            machine.powerStatus().toCompletableFuture().join().isOn());
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("hypervisor-many-"))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private Optional<String> guestOs(String name) {
        return registry.find(name)
                .orElseThrow()
                .info()
                .toCompletableFuture()
                .join()
                .guestOs();
    }

    private void claim(String owner, Map<String, String> values) {
        registry.claim(owner, Optional.of(Configurations.machine(values)));
    }
}
