package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.EnumMap;
import java.util.Map;

/** What one answer of the server tells of one virtual machine, all of it. Not thread-safe. */
final class VmDelta {
    private final Map<VmProperty, Object> changes = new EnumMap<>(VmProperty.class);
    private boolean whole;
    private boolean gone;
    private boolean contradictory;

    /** It is there, and what is told from here on is all that there is. */
    void enter() {
        changes.clear();
        whole = true;
        gone = false;
    }

    /** It is not there any more; whether that is the end of it is not told when it has come in the same answer. */
    void leave() {
        if (whole) {
            contradictory = true;
            return;
        }
        changes.clear();
        gone = true;
    }

    void change(VmProperty property, Object value) {
        changes.put(property, value);
    }

    /** Whether it is gone in the end. */
    boolean isGone() {
        return gone;
    }

    /** Whether nothing of before counts any more. */
    boolean isWhole() {
        return whole;
    }

    /** Whether it must be looked at, because one answer tells that it came and that it went. A move may look like this. */
    boolean isContradictory() {
        return contradictory;
    }

    /** Whether it changes what it is made of, of which some servers tell only a part. */
    boolean isReconfiguration() {
        return !whole && VmProperty.meansReconfigured(changes.keySet());
    }

    VmFacts applyTo(VmFacts before) {
        return (whole ? before.identity() : before).with(changes);
    }
}
