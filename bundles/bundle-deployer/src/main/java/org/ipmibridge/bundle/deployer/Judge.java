package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Reads the files that nobody writes any more, and tells which are jars that can be deployed. Used by one thread at a time. */
final class Judge {
    /** A file is not read before it is known whether somebody writes it; one that is older than this is not written. */
    private static final Duration OLD = Duration.ofSeconds(2);

    private final Path directory;
    private final Shelf shelf;

    Judge(Path directory, Shelf shelf) {
        this.directory = directory;
        this.shelf = shelf;
    }

    /** Judges a file, if that is due. */
    void judge(DeployedFile file, Instant now, boolean starting) {
        boolean old = Duration.between(Instant.ofEpochMilli(file.seen.modified()), now)
                        .compareTo(OLD)
                > 0;
        boolean settled = !now.isBefore(file.seenAt.plus(Deployer.SETTLED)) || starting && old;
        if (file.judged || !settled) {
            return;
        }
        try {
            file.accept(shelf.take(directory.resolve(file.name), file.seen), now);
        } catch (NotDeployableException e) {
            file.reject(e.getMessage(), !e.isWhole(), file.seenAt);
        } catch (IOException e) {
            file.reject("cannot be read: " + Reason.of(e), false, file.seenAt);
            file.judged = false;
        }
    }
}
