package org.ipmibridge.bundle.deployer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;

/** Tells whether what is in force works, and has rolled back what does not. Used by one thread at a time. */
final class Prover {
    private final Inventory inventory;
    private final Installer installer;
    private final Rollback rollback;
    private final OwnBundle own;
    private final News news;

    /** The jars that worked last time: those that came since may help what is broken. */
    private Set<String> helpers = Set.of();

    Prover(Inventory inventory, Installer installer, Rollback rollback, OwnBundle own, News news) {
        this.inventory = inventory;
        this.installer = installer;
        this.rollback = rollback;
        this.own = own;
        this.news = news;
    }

    /**
     * Looks whether what is in force works, as soon as that can be known; and again whether what did not work does now.
     *
     * @return whether anything is different now
     */
    boolean prove() throws InterruptedException {
        boolean changed = false;
        inventory.forces.forEach(this::lookAgain);
        for (Map.Entry<String, Force> entry : List.copyOf(inventory.forces.entrySet())) {
            if (entry.getValue().unproven) {
                changed |= prove(entry.getKey(), entry.getValue());
            }
        }
        Set<String> working = working();
        for (Map.Entry<String, Force> entry : List.copyOf(inventory.forces.entrySet())) {
            Force force = entry.getValue();
            if (force.broken != null && mayWorkNow(force, !working.equals(helpers))) {
                changed |= prove(entry.getKey(), force);
            } else if (isForGood(force) && force.onTrial) {
                changed |= rollBackIfReturned(entry.getKey(), force);
            }
        }
        changed |= !working().equals(helpers);
        helpers = working;
        return changed;
    }

    /** What could not be rolled back before, as the framework changes no bundle whose code is being called. */
    private boolean rollBackIfReturned(String name, Force force) throws InterruptedException {
        Bundle bundle = installer.find(name).orElse(null);
        if (bundle == null || installer.isStuck(bundle)) {
            return false;
        }
        rollback.undo(name, bundle, force.broken);
        return true;
    }

    /** A component may fail at any time, for instance because of its configuration, and work again when that is mended. */
    private void lookAgain(String name, Force force) {
        Bundle bundle = installer.find(name).orElse(null);
        boolean known = bundle != null && !force.unproven && !installer.isStuck(bundle);
        if (known && !(force.onTrial && isForGood(force)) && bundle.getState() == Bundle.ACTIVE) {
            Failure failure =
                    installer.failedComponent(bundle, force.knownFailures).orElse(null);
            if ((failure == null) != (force.broken == null)) {
                news.say(
                        name,
                        force.jar.title() + (failure == null ? " works again" : " does not work: " + failure.reason()));
            }
            force.broken = failure;
        }
    }

    private static boolean isForGood(Force force) {
        return force.broken != null && force.broken.isForGood();
    }

    /** Whether a broken bundle is worth another attempt: what it needs is there, or, where that is not known, something is new. */
    private boolean mayWorkNow(Force force, boolean somethingIsNew) {
        return force.broken.needs().isEmpty() ? somethingIsNew : installer.isMet(force.broken.needs());
    }

    private Set<String> working() {
        Set<String> all = new TreeSet<>();
        inventory.forces.values().stream()
                .filter(force -> !force.unproven && force.broken == null)
                .forEach(force -> all.add(force.jar.digest()));
        return all;
    }

    private boolean prove(String name, Force force) throws InterruptedException {
        Bundle bundle = installer.find(name).orElse(null);
        return bundle != null && !installer.isStuck(bundle) && prove(name, bundle, force);
    }

    private boolean prove(String name, Bundle bundle, Force force) throws InterruptedException {
        // This bundle runs, or nobody would look.
        Optional<Failure> failure = own.is(bundle) ? Optional.empty() : installer.prove(bundle, force.knownFailures);
        boolean early = installer.isEarly(bundle);
        if (failure.isPresent() && force.onTrial && !installer.isStuck(bundle)) {
            rollback.undo(name, bundle, failure.get());
            return true;
        }
        boolean wasBroken = force.broken != null;
        boolean isNew = force.unproven || wasBroken != failure.isPresent();
        force.unproven = early && failure.isEmpty();
        force.broken = failure.orElse(null);
        if (!force.unproven && failure.isEmpty()) {
            force.onTrial = false;
            inventory.proven(force.jar);
        }
        if (isNew && !early) {
            news.say(
                    name,
                    force.jar.title()
                            + failure.map(it -> " does not work: " + it.reason())
                                    .orElse(" works"));
        }
        return false;
    }
}
