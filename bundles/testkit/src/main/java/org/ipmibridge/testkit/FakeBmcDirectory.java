package org.ipmibridge.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;

/** The BMCs that the test made, in the states that it says. Thread-safe. */
public final class FakeBmcDirectory implements BmcDirectory {
    private final Map<String, BmcStatus> statuses = new ConcurrentHashMap<>();
    private final List<FleetStatus> fleets = new CopyOnWriteArrayList<>();

    /** A directory of BMCs that listen. */
    public FakeBmcDirectory(Bmc... bmcs) {
        for (Bmc bmc : bmcs) {
            put(bmc, BmcStatus.State.LISTENING, "");
        }
    }

    /** Adds a BMC, or changes how it is doing. */
    public void put(Bmc bmc, BmcStatus.State state, String reason) {
        put(new BmcStatus(bmc.name(), state, reason, Optional.of(bmc)));
    }

    public void put(BmcStatus status) {
        statuses.put(status.name(), status);
    }

    public FakeBmcDirectory withFleet(FleetStatus fleet) {
        fleets.add(fleet);
        return this;
    }

    @Override
    public List<FleetStatus> fleets() {
        return List.copyOf(fleets);
    }

    public void remove(String name) {
        statuses.remove(name);
    }

    @Override
    public List<BmcStatus> statuses() {
        return statuses.values().stream()
                .sorted(Comparator.comparing(BmcStatus::name))
                .toList();
    }

    @Override
    public Optional<Bmc> find(String name) {
        return Optional.ofNullable(statuses.get(name)).flatMap(BmcStatus::bmc);
    }
}
