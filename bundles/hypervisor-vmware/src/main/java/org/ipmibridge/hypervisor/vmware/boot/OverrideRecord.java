package org.ipmibridge.hypervisor.vmware.boot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;

/**
 * What the bridge keeps in a virtual machine while it overrides its boot order.
 *
 * @param override what was asked for
 * @param used whether a boot has used it up, so that only the own order is still to be put back
 * @param own the machine's own order; empty for the firmware's
 * @param applied the order that was put in its place
 * @param setAt when, by the server's clock, to the millisecond; tells one record from another
 * @param mark how the power was then
 */
record OverrideRecord(
        BootOverride override,
        boolean used,
        List<BootEntry> own,
        List<BootEntry> applied,
        Instant setAt,
        BootMark mark) {
    OverrideRecord {
        own = List.copyOf(own);
        applied = List.copyOf(applied);
        setAt = setAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether the next boot uses it up. */
    boolean isPending() {
        return !override.persistent() && !used;
    }

    /** This record after the boot that it was for. */
    OverrideRecord asUsed() {
        return new OverrideRecord(override, true, own, applied, setAt, mark);
    }

    OverrideRecord withMark(BootMark newMark) {
        return new OverrideRecord(override, used, own, applied, setAt, newMark);
    }
}
