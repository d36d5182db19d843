package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;

/** Changes the files of the directory on behalf of others. Used by one thread at a time. */
final class Placer {
    private final Path directory;
    private final Inventory inventory;
    private final Deployments deployments;
    private final Clock clock;

    Placer(Path directory, Inventory inventory, Deployments deployments, Clock clock) {
        this.directory = directory;
        this.inventory = inventory;
        this.deployments = deployments;
        this.clock = clock;
    }

    /** Puts a jar into the directory. */
    Deployment place(Path jar) throws IOException {
        Path part = Files.createTempFile(directory, ".deploying", ".part");
        try {
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
            BundleJar read = BundleJar.read(part);
            String name = read.name() + ".jar";
            Seen seen = seen(part);
            Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            Instant now = clock.instant();
            DeployedFile file = inventory.files.computeIfAbsent(name, DeployedFile::new);
            file.observe(seen, now);
            file.judged = false;
            deployments.tell();
            return new Deployment(name, read.name(), read.version().toString(), State.PENDING, "", now);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** Puts back what a refused or outranked jar replaced, so that it is what the next start finds. */
    void takeBack(String name) throws IOException {
        DeployedFile file = inventory.files.get(name);
        Path path = directory.resolve(name);
        if (file == null || !file.judged || !isInVain(file) || !seen(path).equals(file.seen)) {
            return;
        }
        if (file.former == null) {
            Files.delete(path);
            inventory.files.remove(name);
        } else {
            Path part = Files.createTempFile(directory, ".deploying", ".part");
            Files.copy(file.former.path(), part, StandardCopyOption.REPLACE_EXISTING);
            Seen seen = seen(part);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            file.takeBack(seen, clock.instant());
        }
        inventory.tidy();
        deployments.tell();
    }

    private boolean isInVain(DeployedFile file) {
        return file.refusal != null || deployments.state(file) == State.OUTRANKED;
    }

    private static Seen seen(Path path) throws IOException {
        return Seen.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** Takes all jars of a symbolic name out of the directory. */
    List<String> remove(String symbolicName) throws IOException {
        List<String> removed = new ArrayList<>();
        for (DeployedFile file : inventory.files.values()) {
            if (file.copies().anyMatch(jar -> jar.name().equals(symbolicName))) {
                Files.deleteIfExists(directory.resolve(file.name));
                removed.add(file.name);
            }
        }
        return removed;
    }
}
