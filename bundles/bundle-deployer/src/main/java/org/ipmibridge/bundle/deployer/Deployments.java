package org.ipmibridge.bundle.deployer;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;

/** What is said of the files of the directory. Used by one thread at a time, but for what is said to be thread-safe. */
final class Deployments {
    private final Inventory inventory;
    private final Installer installer;
    private final Clock clock;
    private volatile List<Deployment> told = List.of();

    Deployments(Inventory inventory, Installer installer, Clock clock) {
        this.inventory = inventory;
        this.installer = installer;
        this.clock = clock;
    }

    /** What was made known last. Thread-safe. */
    List<Deployment> told() {
        return told;
    }

    /** Makes known how things are. */
    void tell() {
        Map<String, Deployment> all = new TreeMap<>();
        Instant now = clock.instant();
        inventory.others.forEach(
                (name, reason) -> all.put(name, new Deployment(name, "", "", State.REFUSED, reason, now)));
        inventory.files.values().forEach(file -> all.put(file.name, describe(file, now)));
        told = List.copyOf(all.values());
    }

    /** What has become of a file. */
    State state(DeployedFile file) {
        return describe(file, clock.instant()).state();
    }

    private Deployment describe(DeployedFile file, Instant now) {
        if (file.newest == null) {
            boolean pending =
                    file.refusal == null || !file.judged || file.partial && !now.isAfter(file.since.plusSeconds(3));
            return new Deployment(
                    file.name,
                    "",
                    "",
                    pending ? State.PENDING : State.REFUSED,
                    file.refusal == null ? "" : file.refusal.reason() + stillInForce(file),
                    file.since == null ? file.seenAt : file.since);
        }
        if (file.refusal != null && file.judged) {
            return describe(file, State.REFUSED, file.refusal.reason() + stillInForce(file));
        }
        Force force = inventory.forces.get(file.newest.name());
        if (!file.judged || force == null) {
            return describe(file, State.PENDING, "");
        }
        if (force.broken != null && installer.isStuck(file.newest.name())) {
            String stuck = force.broken.reason() + ", even though it was interrupted; nothing can be done to the bundle"
                    + " until it does or the bridge is restarted";
            return describe(file, State.BROKEN, stuck);
        }
        if (!force.jar.sameContent(file.newest)) {
            return describe(file, State.OUTRANKED, force.jar.title() + " in " + fileOf(force) + " takes precedence");
        }
        if (force.broken != null) {
            return describe(file, State.BROKEN, force.broken.reason());
        }
        return describe(file, force.unproven ? State.PENDING : State.IN_FORCE, "");
    }

    private String stillInForce(DeployedFile file) {
        String name = file.newest != null ? file.newest.name() : file.former != null ? file.former.name() : "";
        Force force = inventory.forces.get(name);
        if (force != null) {
            return "; " + force.jar.title() + " is in force";
        }
        return !name.isEmpty() && installer.find(name).isPresent() ? "; the distribution's own is in force" : "";
    }

    private String fileOf(Force force) {
        return inventory.files.values().stream()
                .filter(file -> file.copies().anyMatch(force.jar::sameContent))
                .map(file -> file.name)
                .findFirst()
                .orElse("another file");
    }

    private static Deployment describe(DeployedFile file, State state, String reason) {
        return new Deployment(
                file.name, file.newest.name(), file.newest.version().toString(), state, reason, file.since);
    }
}
