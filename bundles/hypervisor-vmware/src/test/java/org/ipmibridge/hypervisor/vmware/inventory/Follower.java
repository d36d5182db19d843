package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.session.ServerSettings;
import org.ipmibridge.hypervisor.vmware.session.VimSession;
import org.ipmibridge.hypervisor.vmware.soap.Trust;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;

/** An inventory that follows a simulator, and what it has told. */
final class Follower implements AutoCloseable {
    /** A server that refuses is asked again after up to 30 s. */
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    final VimSession session;
    final Inventory inventory;
    final List<Change> changes = new CopyOnWriteArrayList<>();

    record Change(Optional<VmState> before, Optional<VmState> after) {}

    Follower(VCenterSimulator server, String... scope) {
        this(settings(server), scope);
    }

    Follower(ServerSettings settings, String... scope) {
        session = new VimSession(settings);
        inventory = new Inventory(
                "lab",
                session,
                new Scope(List.of(scope), reason -> new Problem("lab.cfg", "scope", "", reason, Instant.now())));
        inventory.watch((before, after) -> changes.add(new Change(before, after)));
    }

    /** With all machines known. */
    static Follower of(VCenterSimulator server, String... scope) throws InterruptedException {
        Follower follower = new Follower(server, scope);
        follower.inventory.start();
        follower.awaitLive();
        return follower;
    }

    static ServerSettings settings(VCenterSimulator server) {
        return new ServerSettings(
                "lab",
                URI.create(server.url()),
                VCenterSimulator.USER,
                VCenterSimulator.PASSWORD,
                Trust.fingerprint(server.fingerprint()),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                4);
    }

    void awaitLive() throws InterruptedException {
        await("all is known", () -> inventory.age().isPresent());
    }

    /** Empty while it cannot say. */
    Optional<VmState> find(String key) {
        try {
            return inventory.find(key);
        } catch (HypervisorUnavailableException e) {
            return Optional.empty();
        }
    }

    VmState require(String key) {
        return inventory.find(key).orElseThrow();
    }

    VmState current(String id) throws Exception {
        return inventory.current(id).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    VmState refresh(String id) throws Exception {
        return inventory.refresh(id).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    void awaitPower(String key, PowerState power) throws InterruptedException {
        await(key + " is " + power, () -> find(key).flatMap(VmState::power).equals(Optional.of(power)));
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void close() {
        inventory.close();
        session.close();
    }
}
