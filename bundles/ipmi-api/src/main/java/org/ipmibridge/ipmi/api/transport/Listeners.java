package org.ipmibridge.ipmi.api.transport;

import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.osgi.annotation.versioning.ProviderType;

/** What became of the endpoints of the BMCs. Thread-safe; no method blocks. */
@ProviderType
public interface Listeners {
    /**
     * The outcome for a BMC: empty while it is not known yet, else {@link Outcome}.
     */
    Optional<Outcome> outcome(Bmc bmc);

    /**
     * Whether a BMC's endpoint is open.
     *
     * @param failure why it is not, in one line; empty when it is
     */
    record Outcome(String failure) {
        /** The endpoint is open. */
        public static final Outcome OPEN = new Outcome("");

        public boolean isOpen() {
            return failure.isEmpty();
        }
    }
}
