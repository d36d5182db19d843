package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.osgi.framework.Bundle;

/** The deployer's own bundle, which no thread of this deployer can replace. Used by one thread at a time. */
final class OwnBundle {
    private final Bundle self;
    private final Path storage;

    /** @param storage what is left to a successor is there */
    OwnBundle(Bundle self, Path storage) {
        this.self = self;
        this.storage = storage;
    }

    String name() {
        return self.getSymbolicName();
    }

    boolean is(Bundle bundle) {
        return bundle.equals(self);
    }

    /**
     * Has it replaced, so that what runs now comes to its end.
     *
     * @param jar the new content; null for the distribution's own
     * @param before what to put back when that does not work; null for the distribution's own
     * @return what is to be thrown, as nothing more is to be done here
     */
    InterruptedException giveWay(BundleJar jar, BundleJar before) throws IOException {
        SelfUpdate.begin(self, path(jar), path(before), storage);
        return new InterruptedException();
    }

    private static Path path(BundleJar jar) {
        return jar == null ? null : jar.path();
    }

    /** If the last update of this bundle was rolled back, it was not this deployer that did. */
    void takeBack(Inventory inventory) throws IOException {
        Path report = storage.resolve(SelfUpdate.FAILED);
        Force failed = inventory.forces.get(name());
        if (Files.exists(report) && failed != null) {
            inventory.forces.remove(name());
            inventory.refuse(failed.jar, new Failure(Files.readString(report)));
            DeployedFile file = inventory.best().get(name());
            if (file != null) {
                inventory.forces.put(name(), new Force(file.usable().orElseThrow(), false, Set.of()));
            }
        }
        Files.deleteIfExists(report);
    }
}
