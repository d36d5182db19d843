package org.ipmibridge.hypervisor.vmware;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
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

    private final String name;
    private final String url;
    private final VimSession session;
    private final Inventory inventory;
    private final Machines machines;
    private final IsoListing listing;
    private final IsoUpload upload;
    private volatile Settings settings;

    /** Begins at once, in the background. */
    Backend(Settings settings, MachineRules rules) {
        this.settings = settings;
        name = settings.server().name();
        url = settings.server().url().toString();
        session = new VimSession(settings.server());
        inventory = new Inventory(name, session, settings.scope());
        VmwareMachines maker = new VmwareMachines(
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
        inventory.watch(machines);
        maker.start();
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

    /** Ends what is under way, and logs out. */
    @Override
    public void close() {
        machines.close(new HypervisorUnavailableException(
                "hypervisor " + name + " stopped, and with it what its machines were asked to do"));
        inventory.close();
        session.close();
    }
}
