package org.ipmibridge.bundle.deployer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file of the directory, and what is known of its content. Used by one thread at a time. */
final class DeployedFile {
    final String name;

    /** The file at the last look, and when it was first seen like this. */
    Seen seen;

    Instant seenAt;

    /** Whether its content as it was seen is known, good or bad. */
    boolean judged;

    /** The jar that was read last; null where none was. */
    BundleJar newest;

    /** The jar before it, which still counts while the newest one does not work; null where there is none. */
    BundleJar former;

    /** Why the newest content cannot be deployed or was rolled back; null while nothing speaks against it. */
    Failure refusal;

    /** Whether the refused content may be the beginning of a jar that is still being copied. */
    boolean partial;

    /** Since when it is refused, or what it is. */
    Instant since;

    DeployedFile(String name) {
        this.name = name;
    }

    /** The jar of this file that may be in force. */
    Optional<BundleJar> usable() {
        return Optional.ofNullable(refusal == null ? newest : former);
    }

    /** Takes what a look found. */
    void observe(Seen found, Instant now) {
        if (!found.equals(seen)) {
            seen = found;
            seenAt = now;
            judged = false;
        }
    }

    /** Takes new content. */
    void accept(BundleJar jar, Instant now) {
        if (newest != null && refusal == null && former == null) {
            former = newest;
        }
        newest = jar;
        refusal = null;
        partial = false;
        judged = true;
        since = now;
    }

    /** New content that is no bundle; what the file was before still counts. */
    void reject(String reason, boolean mayBePartial, Instant now) {
        if (newest != null && refusal == null) {
            former = newest;
        }
        newest = null;
        refusal = new Failure(reason);
        partial = mayBePartial;
        judged = true;
        since = now;
    }

    /** The newest content was tried and does not work. */
    void refuse(Failure failure, Instant now) {
        refusal = failure;
        partial = false;
        since = now;
    }

    /** The file is what it was before the refused content. */
    void takeBack(Seen found, Instant now) {
        seen = found;
        seenAt = now;
        newest = former;
        former = null;
        refusal = null;
        partial = false;
        since = now;
    }

    /** The newest content works: what was before is not needed any more. */
    void proven() {
        former = null;
    }

    Stream<BundleJar> copies() {
        return Stream.of(newest, former).filter(java.util.Objects::nonNull);
    }

    List<Need> needs() {
        return refusal == null ? List.of() : refusal.needs();
    }
}
