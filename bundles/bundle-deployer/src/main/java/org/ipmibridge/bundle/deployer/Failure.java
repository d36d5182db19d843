package org.ipmibridge.bundle.deployer;

import java.util.List;

/**
 * Why a bundle does not work.
 *
 * @param reason one line
 * @param needs what it needs and nobody has; when all of that is there, it is worth another attempt
 */
record Failure(String reason, List<Need> needs) {
    Failure(String reason) {
        this(reason, List.of());
    }
}
