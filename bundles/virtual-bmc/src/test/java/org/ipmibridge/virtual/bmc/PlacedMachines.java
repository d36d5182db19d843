package org.ipmibridge.virtual.bmc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.Placement;

/** Machines that are somewhere. */
final class PlacedMachines implements Hypervisor {
    private volatile String name;
    private final Map<String, Placement> placements = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean silent;
    private volatile Throwable failure;
    private volatile Throwable nameless;

    PlacedMachines(String name) {
        this.name = name;
    }

    void put(String id, String machine) {
        put(id, machine, "");
    }

    void put(String id, String machine, String path) {
        placements.put(id, new Placement(id, machine, path, "", Map.of()));
    }

    void remove(String id) {
        placements.remove(id);
    }

    void setName(String now) {
        name = now;
    }

    void setSilent(boolean now) {
        silent = now;
    }

    /** From now on it fails with an unchecked exception or an error; with null it does no more. */
    void fail(Throwable now) {
        failure = now;
    }

    void failToTellItsName(Throwable now) {
        nameless = now;
    }

    /** How often it was asked, for its machines or in vain for its name. */
    int asked() {
        return asked.get();
    }

    @Override
    public String name() {
        if (nameless != null) {
            asked.incrementAndGet();
        }
        rethrow(nameless);
        return name;
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    @Override
    public List<Machine> machines() {
        return List.of();
    }

    @Override
    public Optional<Machine> find(String machine) {
        return Optional.empty();
    }

    @Override
    public List<Placement> placements() {
        asked.incrementAndGet();
        rethrow(failure);
        if (silent) {
            throw new HypervisorUnavailableException("not reached yet");
        }
        return List.copyOf(placements.values());
    }
}
