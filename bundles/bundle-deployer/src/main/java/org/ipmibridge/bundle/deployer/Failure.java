package org.ipmibridge.bundle.deployer;

import java.util.List;

/**
 * Why a bundle does not work.
 *
 * @param reason one line
 * @param needs what it needs and nobody has; when all of that is there, it is worth another attempt
 */
record Failure(String reason, List<Need> needs) {
    private static final List<Need> NEVER_MET = List.of(new Need("org.ipmibridge.never", ""));

    Failure(String reason) {
        this(reason, List.of());
    }

    /** One that is not worth another attempt with the same jar, whatever else is deployed. */
    static Failure forGood(String reason) {
        return new Failure(reason, NEVER_MET);
    }

    boolean isForGood() {
        return needs.equals(NEVER_MET);
    }
}
