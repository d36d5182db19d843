package org.ipmibridge.ipmi.api.bmc;

import java.util.Optional;

/**
 * How a configured BMC is doing.
 *
 * @param name its name, or its PID where the configuration is too broken to tell
 * @param state whether it answers
 * @param reason why it does not answer, in one line that names file, key and value where there are any; empty when it does
 * @param bmc the BMC; none when its configuration is wrong or disables it
 */
public record BmcStatus(String name, State state, String reason, Optional<Bmc> bmc) {
    /** Whether a BMC answers. */
    public enum State {
        /** Not yet; it is being set up. */
        STARTING,
        /** It answers packets. */
        LISTENING,
        /** It does not answer, and will not before the operator does something. */
        FAILED,
        /** The operator does not want it to answer. */
        DISABLED
    }
}
