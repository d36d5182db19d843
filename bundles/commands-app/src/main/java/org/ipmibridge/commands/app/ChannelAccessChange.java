package org.ipmibridge.commands.app;

import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;

/**
 * What Set Channel Access asks for (IPMI v2.0, section 22.22). Access and privilege limit can each be set in the stored settings, in those in
 * force, or not at all.
 *
 * @param accessTarget where to set the access. 2 bits
 * @param access the access, as {@link ChannelAccessBits} has it
 * @param limitTarget where to set the privilege limit. 2 bits
 * @param limit the privilege limit; of no meaning where it is not to be set
 */
record ChannelAccessChange(int accessTarget, int access, int limitTarget, PrivilegeLevel limit) {
    static final int STORED = 1;
    static final int IN_FORCE = 2;

    /** A machine's boot does not take its network from the BMC, so there is neither a pre-boot phase nor anything to share. */
    private static final CompletionCode MODE_NOT_SUPPORTED = new CompletionCode(0x83);

    private static final int NOWHERE = 0;
    private static final int RESERVED = 3;
    private static final int LIMIT = 0x0F;

    static ChannelAccessChange read(WireReader reader) {
        int access = reader.uint8();
        int limit = reader.uint8();
        reader.expectEnd();
        ChannelAccessChange change = new ChannelAccessChange(target(access), access, target(limit), limit(limit));
        change.requireSupportedMode();
        return change;
    }

    /** Whether these settings are to change at all. */
    boolean concerns(int target) {
        return accessTarget == target || limitTarget == target;
    }

    /** The settings after the change, if they are those of this target. */
    ChannelAccess apply(ChannelAccess old, int target) {
        ChannelAccess changed = accessTarget == target ? ChannelAccessBits.apply(access, old) : old;
        return limitTarget == target
                ? new ChannelAccess(
                        changed.mode(),
                        changed.userLevelAuthenticationDisabled(),
                        changed.perMessageAuthenticationDisabled(),
                        changed.alertingDisabled(),
                        limit)
                : changed;
    }

    private void requireSupportedMode() {
        int mode = ChannelAccessBits.mode(access);
        if (accessTarget != NOWHERE && mode != ChannelAccess.DISABLED && mode != ChannelAccess.ALWAYS_AVAILABLE) {
            throw new CommandException(MODE_NOT_SUPPORTED, "access mode " + mode);
        }
    }

    private static int target(int value) {
        int target = value >> 6;
        if (target == RESERVED) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
        }
        return target;
    }

    private static PrivilegeLevel limit(int value) {
        return target(value) == NOWHERE
                ? PrivilegeLevel.ADMINISTRATOR
                : PrivilegeLevel.of(value & LIMIT)
                        .orElseThrow(() -> new CommandException(CompletionCode.INVALID_DATA_FIELD));
    }
}
