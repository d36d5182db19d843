package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;

/** Undoes what does not work. Used by one thread at a time. */
final class Rollback {
    private final Inventory inventory;
    private final Installer installer;
    private final News news;

    Rollback(Inventory inventory, Installer installer, News news) {
        this.inventory = inventory;
        this.installer = installer;
        this.news = news;
    }

    /** Puts back what was in force before: the next best jar that nothing speaks against, or what the distribution has. */
    void undo(String name, Bundle bundle, Failure failure) throws InterruptedException {
        Force failed = inventory.forces.get(name);
        inventory.refuse(failed.jar, failure);
        DeployedFile next = inventory.best().get(name);
        Optional<Failure> restored = Optional.empty();
        try {
            if (next != null) {
                BundleJar jar = next.usable().orElseThrow();
                inventory.forces.put(name, new Force(jar, false, Set.of()));
                inventory.remember();
                restored = installer.update(bundle, jar);
                news.say(name, failed.jar.title() + " was rolled back to " + jar.version() + ": " + failure.reason());
            } else if (Installer.isForeign(bundle)) {
                inventory.forces.remove(name);
                restored = installer.uninstall(bundle);
                news.say(name, failed.jar.title() + " was uninstalled: " + failure.reason());
            } else {
                inventory.forces.remove(name);
                inventory.remember();
                restored = installer.restore(bundle);
                news.say(name, failed.jar.title() + " was rolled back to the distribution's own: " + failure.reason());
            }
            restored.ifPresent(
                    it -> news.say(name, "what was before " + failed.jar.title() + " does not work: " + it.reason()));
        } catch (IOException e) {
            news.say(name, "what was before " + failed.jar.title() + " cannot be put back: " + Reason.thrown(e));
        }
    }
}
