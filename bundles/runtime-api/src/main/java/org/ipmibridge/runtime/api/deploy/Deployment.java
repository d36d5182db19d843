package org.ipmibridge.runtime.api.deploy;

import java.time.Instant;

/**
 * A jar in the directory of the {@link BundleDeployer}, and what became of it.
 *
 * @param file its name
 * @param symbolicName the bundle's; empty while it is not known, or when it is no bundle
 * @param version the bundle's version; empty like the symbolic name
 * @param state what became of it
 * @param reason why it is not in force or does not work, in one line; empty where all is well
 * @param since when it came to this state
 */
public record Deployment(String file, String symbolicName, String version, State state, String reason, Instant since) {
    /** What became of a jar. */
    public enum State {
        /** It is being looked at, for instance because it is still being copied. */
        PENDING,
        /** It is what runs. */
        IN_FORCE,
        /** It is in force, as there is nothing else to fall back to, and does not work. */
        BROKEN,
        /** It cannot be deployed; or it was tried, and what was there before is in force again. */
        REFUSED,
        /** Another jar with the same symbolic name takes precedence. */
        OUTRANKED
    }
}
