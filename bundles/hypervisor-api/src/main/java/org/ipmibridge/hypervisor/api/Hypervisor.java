package org.ipmibridge.hypervisor.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A hypervisor, or one management server of many of them. Backends implement and register it as a service (whiteboard); it may
 * come and go at any time. Thread-safe, and no method blocks.
 */
@ConsumerType
public interface Hypervisor {
    /** The configured name, by which a BMC's configuration refers to it; unique among all hypervisors. */
    String name();

    /** The machines known at this moment, in no particular order. */
    List<Machine> machines();

    /**
     * The machine that is known by this name or identifier, in whatever forms the backend documents; empty when there is none.
     *
     * @throws MachineNotFoundException if more than one machine is known by it; the message names them
     * @throws HypervisorUnavailableException if the hypervisor cannot say now, because it was not reached yet
     */
    Optional<Machine> find(String machine);

    /**
     * Where the machines of this moment are, in no particular order. It is answered from memory; whoever follows it asks again when {@code
     * BridgeEvent.HYPERVISOR_INVENTORY} says that it is another, and now and then.
     *
     * @throws HypervisorUnavailableException as long as the hypervisor cannot say which machines there are, because it was not reached yet. One
     *     that was reached before and is not now says what it knew last
     */
    default List<Placement> placements() {
        return machines().stream()
                .map(machine -> new Placement(machine.id(), machine.name(), "", "", Map.of()))
                .toList();
    }

    /** How the connection to the hypervisor's server is; empty when there is none to be had, as with machines in this process. */
    default Optional<ConnectionStatus> connection() {
        return Optional.empty();
    }

    /**
     * The ISO images in the places where machines look for them, ordered by path.
     *
     * @throws UnsupportedRequestException in the stage, if the hypervisor cannot list them
     */
    default CompletionStage<List<IsoFile>> isos() {
        return CompletableFuture.failedStage(new UnsupportedRequestException(name() + " cannot list ISO images"));
    }

    /**
     * Stores an ISO image. An image of that path is replaced.
     *
     * @param file what to store, a file that this process can read
     * @param target where to, in the hypervisor's notation; empty for the file's name in the place where machines look for images
     * @param progress is told how many bytes the hypervisor has taken, from time to time, on whatever thread; an exception that it throws
     *     ends the upload
     * @return completes with the stored image when the hypervisor has all of it
     * @throws UnsupportedRequestException in the stage, if the hypervisor stores none
     */
    default CompletionStage<IsoImage> uploadIso(Path file, String target, LongConsumer progress) {
        return CompletableFuture.failedStage(new UnsupportedRequestException(name() + " stores no ISO images"));
    }
}
