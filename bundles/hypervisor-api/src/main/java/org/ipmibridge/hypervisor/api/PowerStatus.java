package org.ipmibridge.hypervisor.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A machine's power, as the hypervisor confirmed it.
 *
 * @param state the state
 * @param bootTime when it last began to boot; none when it is off or the hypervisor does not tell
 * @param poweredOn how long it has been powered on in all its life, as far as is known
 */
public record PowerStatus(PowerState state, Optional<Instant> bootTime, Duration poweredOn) {
    public boolean isOn() {
        return state == PowerState.ON;
    }
}
