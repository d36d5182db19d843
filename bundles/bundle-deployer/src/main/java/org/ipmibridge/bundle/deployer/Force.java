package org.ipmibridge.bundle.deployer;

import java.util.Set;

/**
 * A jar that is in force in place of what the distribution has under its symbolic name. Used by one thread at a time.
 */
final class Force {
    final BundleJar jar;

    /** Whether what was before comes back if this jar does not work: that one worked, or was not known not to, and this one has not worked yet. */
    boolean onTrial;

    /** The components that failed already before. */
    final Set<String> knownFailures;

    /** Whether it is still to be seen if it works: its start level was not reached, or the deployer itself was restarted by it. */
    boolean unproven = true;

    /** Why it does not work, though it is in force as there is nothing else; null if it does. */
    Failure broken;

    Force(BundleJar jar, boolean onTrial, Set<String> knownFailures) {
        this.jar = jar;
        this.onTrial = onTrial;
        this.knownFailures = Set.copyOf(knownFailures);
    }
}
