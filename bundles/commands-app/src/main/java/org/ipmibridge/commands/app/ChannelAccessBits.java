package org.ipmibridge.commands.app;

import org.ipmibridge.ipmi.api.bmc.ChannelAccess;

/** The byte that Set and Get Channel Access have in common (IPMI v2.0, section 22.22), without its two highest bits. */
final class ChannelAccessBits {
    private static final int ALERTING_DISABLED = 1 << 5;
    private static final int PER_MESSAGE_AUTHENTICATION_DISABLED = 1 << 4;
    private static final int USER_LEVEL_AUTHENTICATION_DISABLED = 1 << 3;
    private static final int MODE = 0x07;

    private ChannelAccessBits() {}

    static int of(ChannelAccess access) {
        return (access.alertingDisabled() ? ALERTING_DISABLED : 0)
                | (access.perMessageAuthenticationDisabled() ? PER_MESSAGE_AUTHENTICATION_DISABLED : 0)
                | (access.userLevelAuthenticationDisabled() ? USER_LEVEL_AUTHENTICATION_DISABLED : 0)
                | access.mode();
    }

    /** The access with everything that is in the byte. */
    static ChannelAccess apply(int bits, ChannelAccess access) {
        return new ChannelAccess(
                mode(bits),
                (bits & USER_LEVEL_AUTHENTICATION_DISABLED) != 0,
                (bits & PER_MESSAGE_AUTHENTICATION_DISABLED) != 0,
                (bits & ALERTING_DISABLED) != 0,
                access.privilegeLimit());
    }

    static int mode(int bits) {
        return bits & MODE;
    }
}
