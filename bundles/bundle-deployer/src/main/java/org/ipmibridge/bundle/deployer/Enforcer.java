package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Puts jars in force, and the distribution's own where there is none any more. Used by one thread at a time. */
final class Enforcer {
    private final Inventory inventory;
    private final Installer installer;
    private final Rollback rollback;
    private final OwnBundle own;
    private final News news;

    Enforcer(Inventory inventory, Installer installer, Rollback rollback, OwnBundle own, News news) {
        this.inventory = inventory;
        this.installer = installer;
        this.rollback = rollback;
        this.own = own;
        this.news = news;
    }

    /** Does a step, whether it comes to a good end or not. */
    void take(Step step, Settings settings) throws InterruptedException {
        Optional<Bundle> bundle = installer.find(step.name());
        try {
            if (step.jar() == null) {
                withdraw(step.name(), bundle);
            } else if (bundle.isEmpty()) {
                inventory.forces.put(step.name(), new Force(step.jar(), false, Set.of()));
                installer.install(step.jar(), settings.startLevel());
                news.say(step.name(), step.jar().title() + " is installed");
            } else {
                replace(step, bundle.get());
            }
        } catch (BundleException | IOException e) {
            inventory.forces.remove(step.name());
            if (step.jar() == null) {
                news.say(step.name(), "what was before cannot be put back: " + Reason.thrown(e));
            } else {
                refuse(step, new Failure("cannot be installed: " + Reason.thrown(e)));
            }
        }
    }

    private void withdraw(String name, Optional<Bundle> bundle) throws IOException, InterruptedException {
        Force force = inventory.forces.remove(name);
        if (bundle.isEmpty()) {
            return;
        }
        inventory.remember();
        // Before the change: it may restart this bundle too, which says nothing more then.
        news.say(name, force.jar.title() + " is removed");
        if (Installer.isForeign(bundle.get())) {
            Optional<Failure> failure = installer.uninstall(bundle.get());
            failure.ifPresent(it -> fail(force, force.jar.title() + " cannot be uninstalled: ", it));
            return;
        }
        if (own.is(bundle.get())) {
            throw own.giveWay(null, null);
        }
        Optional<Failure> failure = installer.restore(bundle.get());
        failure.ifPresentOrElse(
                it -> fail(force, "the distribution's own " + name + " does not work: ", it),
                () -> news.say(name, "the distribution's own " + name + " is in force again"));
    }

    /** What was removed stays in force as long as nothing can be done to its bundle. */
    private void fail(Force force, String what, Failure failure) {
        String name = force.jar.name();
        if (installer.isStuck(name)) {
            inventory.forces.put(name, force);
            settle(force, failure);
        } else {
            news.say(name, what + failure.reason());
        }
    }

    /** It is in force and does not work, and nothing better can be done. */
    private void settle(Force force, Failure failure) {
        force.unproven = false;
        force.broken = failure;
        news.say(force.jar.name(), force.jar.title() + " does not work: " + failure.reason());
    }

    private void replace(Step step, Bundle bundle) throws BundleException, IOException, InterruptedException {
        Force before = inventory.forces.get(step.name());
        Optional<Failure> objection = installer.objection(bundle, step.jar());
        if (objection.isPresent()) {
            refuse(step, objection.get());
            return;
        }
        boolean worked = installer.runs(bundle) && (before == null || before.broken == null);
        Set<String> known = installer.isEarly(bundle)
                ? Set.of()
                : installer.failedComponents(bundle).keySet();
        inventory.forces.put(step.name(), new Force(step.jar(), worked, known));
        // Before the change: it may restart this bundle too.
        inventory.remember();
        if (own.is(bundle)) {
            throw own.giveWay(step.jar(), before == null ? null : before.jar);
        }
        Optional<Failure> failure = installer.update(bundle, step.jar());
        if (failure.isPresent() && worked && !installer.isStuck(bundle)) {
            rollback.undo(step.name(), bundle, failure.get());
        } else if (failure.isPresent() && failure.get().isForGood()) {
            settle(inventory.forces.get(step.name()), failure.get());
        }
    }

    private void refuse(Step step, Failure failure) {
        inventory.refuse(step, failure);
        news.say(step.name(), step.jar().title() + " is refused: " + failure.reason());
    }
}
