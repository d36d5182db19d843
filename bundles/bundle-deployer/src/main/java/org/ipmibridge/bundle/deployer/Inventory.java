package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is known of the directory, and which of its jars are in force. Used by one thread at a time, but for what is said to be thread-safe. */
final class Inventory {
    /** Which jar of one symbolic name takes precedence: the higher version, then the newer file. */
    private static final Comparator<DeployedFile> ORDER = Comparator.comparing(
                    (DeployedFile file) -> file.usable().orElseThrow().version())
            .thenComparing(file -> file.seen.modified())
            .thenComparing(file -> file.name);

    /** The files that may be jars, by name. */
    final Map<String, DeployedFile> files = new TreeMap<>();

    /** What is in force, by symbolic name. */
    final Map<String, Force> forces = new TreeMap<>();

    /** Why other entries are no jars, by name. */
    Map<String, String> others = new TreeMap<>();

    private final Shelf shelf;
    private final Memory memory;
    private final Clock clock;
    private volatile String trouble = "";

    Inventory(Shelf shelf, Memory memory, Clock clock) {
        this.shelf = shelf;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Takes what a predecessor left. A file that was damaged, for instance when the power failed, must not keep the directory from having any
     * effect.
     *
     * @return why it cannot be read; empty if it can
     */
    Optional<String> recall() {
        try {
            memory.load(shelf, files, forces);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            files.clear();
            forces.clear();
            return Optional.of(Reason.thrown(e));
        }
    }

    /** Takes what a look found. */
    void observe(Directory found, Instant now) {
        others = found.others();
        files.keySet().retainAll(found.jars().keySet());
        found.jars().forEach((name, seen) -> files.computeIfAbsent(name, DeployedFile::new)
                .observe(seen, now));
    }

    /** The file whose jar should be in force, by symbolic name. */
    Map<String, DeployedFile> best() {
        Map<String, DeployedFile> best = new HashMap<>();
        files.values().stream()
                .filter(file -> file.usable().isPresent())
                .sorted(ORDER)
                .forEach(file -> best.put(file.usable().orElseThrow().name(), file));
        return best;
    }

    /** The jar was in force and does not work. */
    void refuse(BundleJar jar, Failure failure) {
        filesWith(jar).forEach(file -> file.refuse(failure, clock.instant()));
    }

    /** The jar of the step cannot be put in force. */
    void refuse(Step step, Failure failure) {
        if (step.file() != null
                && step.file().newest != null
                && step.file().newest.sameContent(step.jar())) {
            step.file().refuse(failure, clock.instant());
        } else if (step.file() != null) {
            step.file().former = null;
        }
    }

    /** The jar is in force and works. */
    void proven(BundleJar jar) {
        filesWith(jar).forEach(DeployedFile::proven);
    }

    private Stream<DeployedFile> filesWith(BundleJar jar) {
        return files.values().stream().filter(file -> file.newest != null && file.newest.sameContent(jar));
    }

    /** Stores what is known, and deletes the copies that nobody needs any more; does nothing where nothing has changed. */
    void tidy() {
        remember();
        try {
            shelf.keepOnly(copies());
        } catch (IOException e) {
            trouble = "has copies that cannot be deleted: " + Reason.of(e);
        }
    }

    /** Stores what is known, for a successor. */
    void remember() {
        try {
            memory.save(files, forces);
        } catch (IOException e) {
            trouble = "what is known of it cannot be stored: " + Reason.of(e);
        }
    }

    private Collection<BundleJar> copies() {
        return Stream.concat(
                        files.values().stream().flatMap(DeployedFile::copies),
                        forces.values().stream().map(force -> force.jar))
                .toList();
    }

    /** What is wrong with the directory as a whole; empty if nothing is. Thread-safe. */
    String trouble() {
        return trouble;
    }

    /** @param trouble what a look found wrong with the directory; empty for nothing */
    void trouble(String trouble) {
        this.trouble = trouble;
    }
}
