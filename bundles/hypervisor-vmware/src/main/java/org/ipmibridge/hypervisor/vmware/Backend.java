package org.ipmibridge.hypervisor.vmware;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.hypervisor.api.Workload;
import org.ipmibridge.hypervisor.vmware.inventory.Inventory;
import org.ipmibridge.hypervisor.vmware.iso.IsoListing;
import org.ipmibridge.hypervisor.vmware.iso.IsoUpload;
import org.ipmibridge.hypervisor.vmware.machine.VmwareMachines;
import org.ipmibridge.hypervisor.vmware.session.SessionStatus;
import org.ipmibridge.hypervisor.vmware.session.VimSession;
import org.ipmibridge.runtime.api.problem.Problem;

/** All that is at work for one server, from the log-in to the log-out. Thread-safe. */
final class Backend implements AutoCloseable {
    static final String KIND = "vmware";

    /** How long somebody may take from finding a machine to asking it something. */
    private static final long LATE_MILLIS = 500;

    private static final long POLL_MILLIS = 20;

    private final String name;
    private final String url;
    private final VimSession session;
    private final Inventory inventory;
    private final VmwareMachines maker;
    private final Machines machines;
    private final IsoListing listing;
    private final IsoUpload upload;
    private final Instant begun = Instant.now();
    private volatile Settings settings;

    /** Begins at once, in the background. */
    Backend(Settings settings, MachineRules rules, Heritage heritage) {
        this.settings = settings;
        name = settings.server().name();
        url = settings.server().url().toString();
        session = new VimSession(settings.server(), heritage.cookie());
        inventory = new Inventory(name, session, settings.scope(), heritage.known());
        maker = new VmwareMachines(
                name,
                session,
                inventory,
                settings.places(),
                vm -> rules.of(vm, this.settings, inventory),
                settings.restoreDelay(),
                InstantSource.system());
        machines = new Machines(inventory, maker);
        listing = new IsoListing(session, settings.places());
        upload = new IsoUpload(session, settings.places());
        maker.follow(heritage.underWay());
        News news = new News(name);
        session.watch(news);
        inventory.watch(machines);
        inventory.watch(news);
        inventory.watchResets((id, time) -> inventory.current(id).thenAccept(news::reset));
        maker.start();
        inventory.announced().thenRun(news::loaded);
        inventory.start();
    }

    /** Whether other settings can be taken over as they are. */
    boolean canBecome(Settings other) {
        return settings.connection().equals(other.connection());
    }

    /** Goes on with other settings. */
    void become(Settings other) {
        settings = other;
    }

    Machines machines() {
        return machines;
    }

    /** Where the machines are; none as long as the server did not say so itself. */
    List<Placement> placements() {
        if (!inventory.isLoaded()) {
            throw new HypervisorUnavailableException(
                    "hypervisor " + name + " has not told of its machines yet" + problem());
        }
        return machines.placements();
    }

    private String problem() {
        return session.status().problem().map(why -> ": " + why).orElse("");
    }

    CompletionStage<List<IsoFile>> isos() {
        return listing.ofServer("hypervisor " + name + ": list ISO images");
    }

    CompletionStage<IsoImage> uploadIso(Path file, String target, LongConsumer progress) {
        return upload.upload("hypervisor " + name + ": upload " + file.getFileName(), file, target, progress);
    }

    /** What is wrong with the settings, as far as the server said. */
    List<Problem> problems() {
        return inventory.problems();
    }

    /** Why another connection than this one is in force. */
    Problem notInForce(String source) {
        String why = session.status().problem().orElse(url + " has not told of its machines yet");
        return new Problem(
                source, "the connection is the one before the last edit, because over the edited one " + why, begun);
    }

    ConnectionStatus status() {
        SessionStatus now = session.status();
        Optional<Instant> since = now.connectedSince();
        return new ConnectionStatus(
                KIND,
                url,
                now.product(),
                since,
                inventory.age(),
                now.calls(),
                Math.max(0, now.logIns() - 1),
                now.problem());
    }

    Workload workload() {
        return new Workload(maker.changes(), Optional.of(session.statistics()));
    }

    /** Whether the machines are known, although the server may not answer at this moment. */
    boolean isOfUse() {
        return inventory.isKnown();
    }

    /** Completes when the server has told of its machines for the first time. */
    CompletionStage<Void> loaded() {
        return inventory.loaded();
    }

    /** Lets its changes of machines wait for those that another backend has under way. */
    void follow(Backend before) {
        maker.follow(before.maker.underWay());
    }

    /** What a successor of the same connection can begin with. */
    Heritage heritage() {
        return new Heritage(session.cookie(), inventory.known(), maker.underWay());
    }

    Connection connection() {
        return settings.connection();
    }

    String name() {
        return name;
    }

    /** Whether nothing is done for anybody any more. */
    boolean isIdle() {
        return session.isIdle() && maker.underWay().isEmpty();
    }

    /**
     * Brings to its end what is under way, in the background, and then logs out, unless a successor goes on with the session. What still is
     * asked by somebody who has just found a machine is done too.
     *
     * @param left tells, when asked for the last time, which session goes on
     */
    void retire(Supplier<Optional<String>> left) {
        Thread farewell = new Thread(
                () -> {
                    inventory.leave();
                    awaitIdle();
                    close(left.get());
                },
                "vmware-" + name + "-retired");
        farewell.setDaemon(true);
        farewell.start();
    }

    private void awaitIdle() {
        try {
            TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
            while (!isIdle()) {
                awaitAll(maker.underWay().values());
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAll(Collection<CompletableFuture<Void>> futures) {
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
    }

    /** Ends what is under way, and logs out. */
    @Override
    public void close() {
        close(Optional.empty());
    }

    private void close(Optional<String> left) {
        maker.close(new HypervisorUnavailableException(
                "hypervisor " + name + " stopped, and with it what its machines were asked to do"));
        inventory.close();
        session.close(left);
    }
}
