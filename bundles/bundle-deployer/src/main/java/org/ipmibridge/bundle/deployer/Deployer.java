package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.osgi.framework.Bundle;

/** Brings the bundles into accord with the directory, look by look. Used by one thread at a time, but for what is said to be thread-safe. */
final class Deployer {
    /** How long a file must stay as it is before it is read. */
    static final Duration SETTLED = Duration.ofMillis(200);

    private static final String FORGOTTEN =
            "what was known of the directory cannot be read, all jars are taken anew; what a jar brought that is gone stays: ";

    private final Path directory;
    private final Installer installer;
    private final Clock clock;
    private final Inventory inventory;
    private final Deployments deployments;
    private final Judge judge;
    private final Enforcer enforcer;
    private final Prover prover;
    private final Placer placer;

    /**
     * @param directory with the jars
     * @param storage where copies and what is known are kept
     * @param self the bundle of this class
     * @param news takes what became of each bundle
     */
    Deployer(Path directory, Path storage, Installer installer, Bundle self, News news, Clock clock)
            throws IOException {
        this.directory = directory;
        this.installer = installer;
        this.clock = clock;
        Shelf shelf = new Shelf(storage.resolve("jars"));
        OwnBundle own = new OwnBundle(self, storage);
        inventory = new Inventory(shelf, new Memory(storage.resolve("state.properties")), clock);
        deployments = new Deployments(inventory, installer, clock);
        judge = new Judge(directory, shelf);
        Rollback rollback = new Rollback(inventory, installer, news);
        enforcer = new Enforcer(inventory, installer, rollback, own, news);
        prover = new Prover(inventory, installer, rollback, own, news);
        placer = new Placer(directory, inventory, deployments, clock);
        inventory.recall().ifPresent(reason -> news.say(own.name(), FORGOTTEN + reason));
        own.takeBack(inventory);
        deployments.tell();
    }

    /** Thread-safe. */
    List<Deployment> deployments() {
        return deployments.told();
    }

    /** Why the directory cannot be looked at; empty if it can. Thread-safe. */
    String trouble() {
        return inventory.trouble();
    }

    /**
     * Looks at the directory and does what it asks for.
     *
     * @param settings in force now
     * @param starting whether the framework is only starting: what runs already is left for later
     * @return whether a file is still to be read
     */
    boolean look(Settings settings, boolean starting) throws InterruptedException {
        Instant now = clock.instant();
        Directory found;
        try {
            found = Directory.look(directory);
            inventory.trouble("");
        } catch (IOException e) {
            inventory.trouble("cannot be read, so that nothing in it has an effect: " + Reason.of(e));
            return false;
        }
        inventory.observe(found, now);
        inventory.files.values().forEach(file -> judge.judge(file, now, starting));
        accord(settings, starting);
        inventory.tidy();
        deployments.tell();
        return inventory.files.values().stream().anyMatch(file -> !file.judged);
    }

    /** Until nothing is left to do: what is refused gives way to another jar, and what is new may help another. */
    private void accord(Settings settings, boolean starting) throws InterruptedException {
        boolean changed = true;
        while (changed) {
            changed = false;
            reconsider();
            for (Step step : Step.of(inventory, installer)) {
                if (!installer.isStuck(step.name()) && (!starting || mayChangeAtStart(step.name()))) {
                    enforcer.take(step, settings);
                    changed = true;
                }
            }
            changed |= prover.prove();
            if (changed) {
                deployments.tell();
            }
        }
    }

    private boolean mayChangeAtStart(String name) {
        return installer.find(name).map(installer::isEarly).orElse(true);
    }

    /** What was refused because something was missing is worth another attempt when that is there. */
    private void reconsider() {
        for (DeployedFile file : inventory.files.values()) {
            if (file.newest != null && installer.isMet(file.needs())) {
                file.refusal = null;
            }
        }
    }

    /** Puts a jar into the directory. */
    Deployment place(Path jar) throws IOException {
        return placer.place(jar);
    }

    /** Puts back what a refused or outranked jar replaced, so that it is what the next start finds. */
    void takeBack(String name) throws IOException {
        placer.takeBack(name);
    }

    /** Takes all jars of a symbolic name out of the directory. */
    List<String> remove(String symbolicName) throws IOException {
        return placer.remove(symbolicName);
    }
}
