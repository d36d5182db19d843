package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.testkit.FakeClock;

/** A machine that is on, with a disk, a network adapter, a CD drive and two images, and a clock for it. */
abstract class MachineTestCase {
    static final IsoImage RESCUE = new IsoImage("[isos] rescue.iso");
    static final IsoImage INSTALL = new IsoImage("[isos] install.iso");
    static final Duration ON = Duration.ofSeconds(4);
    static final Duration OFF = Duration.ofSeconds(2);
    static final Duration RESET = Duration.ofSeconds(1);
    static final Duration SOFT = Duration.ofSeconds(30);
    static final Duration INSTANT = Duration.ofMillis(1);

    final FakeClock clock = new FakeClock();
    MemoryStore store = new MemoryStore();
    SimulatedMachine machine = machine(Map.of());

    SimulatedMachine machine(Map<String, String> changes) {
        store = new MemoryStore();
        return new SimulatedMachine("simulated", settings(changes), new FakeTime(clock), store);
    }

    SimulatedMachine off() {
        return machine(Map.of("power", "off"));
    }

    static MachineSettings settings(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "name", "vm1",
                "power", "on",
                "iso", RESCUE.path(),
                "isos", RESCUE + ", " + INSTALL,
                "power.on.millis", String.valueOf(ON.toMillis()),
                "power.off.millis", String.valueOf(OFF.toMillis()),
                "reset.millis", String.valueOf(RESET.toMillis()),
                "soft.off.millis", String.valueOf(SOFT.toMillis())));
        values.putAll(changes);
        return Configurations.machine(values);
    }

    CompletableFuture<Void> perform(PowerAction action) {
        return machine.perform(action).toCompletableFuture();
    }

    void reset() {
        CompletableFuture<Void> done = perform(PowerAction.RESET);
        clock.advance(RESET);
        assertThat(done).isCompleted();
    }

    void set(BootOverride override) {
        assertThat(machine.setBootOverride(override).toCompletableFuture()).isCompleted();
    }

    PowerStatus status() {
        return machine.powerStatus().toCompletableFuture().join();
    }

    PowerState power() {
        return status().state();
    }

    List<BootRecord> boots() {
        return machine.boots().toCompletableFuture().join();
    }

    BootRecord lastBoot() {
        return boots().get(boots().size() - 1);
    }

    Optional<BootOverride> override() {
        return machine.bootOverride().toCompletableFuture().join();
    }

    Optional<IsoImage> iso() {
        return machine.mountedIso().toCompletableFuture().join();
    }

    static BootOverride once(BootDevice device) {
        return new BootOverride(device, false, false);
    }

    static Optional<PowerAction> cause(PowerAction action) {
        return Optional.of(action);
    }

    static void assertFails(CompletionStage<Void> stage, Class<? extends HypervisorException> type, String... words) {
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .hasCauseInstanceOf(type)
                .cause()
                .hasMessageContainingAll(words);
    }
}
