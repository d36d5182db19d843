package org.ipmibridge.hypervisor.vmware.boot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.PowerState;

/**
 * How a virtual machine's power was when an override was set or last looked at, so that a boot after it is seen by whoever looks next.
 *
 * @param power the power state
 * @param bootTime when it was powered on, to the millisecond; none when it was not, or the server did not tell
 */
record BootMark(PowerState power, Optional<Instant> bootTime) {
    /** What the power state of now says, compared with a mark. */
    enum Change {
        /** No boot. */
        NONE,
        /** It was booted since. */
        BOOTED,
        /** No boot, but only a new mark lets the next boot be seen. */
        MOVED
    }

    BootMark {
        bootTime = bootTime.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** What happened between this mark and {@code now}. To resume a suspended machine is no boot. */
    Change until(BootMark now) {
        return switch (power) {
            case OFF -> now.power == PowerState.OFF ? Change.NONE : Change.BOOTED;
            case SUSPENDED -> now.power == PowerState.SUSPENDED ? Change.NONE : Change.MOVED;
            case ON -> untilFromOn(now);
        };
    }

    private Change untilFromOn(BootMark now) {
        return switch (now.power) {
            case SUSPENDED -> Change.MOVED;
            case OFF -> bootTime.isPresent() ? Change.NONE : Change.MOVED;
            case ON ->
                bootTime.isPresent() && now.bootTime.isPresent() && !bootTime.equals(now.bootTime)
                        ? Change.BOOTED
                        : Change.NONE;
        };
    }
}
