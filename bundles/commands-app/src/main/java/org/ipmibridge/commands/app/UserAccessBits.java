package org.ipmibridge.commands.app;

import java.util.Optional;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** The access of a user as Set and Get User Access have it (IPMI v2.0, sections 22.26 and 22.27). */
final class UserAccessBits {
    private static final int CALLBACK_ONLY = 1 << 6;
    private static final int LINK_AUTHENTICATION = 1 << 5;
    private static final int IPMI_MESSAGING = 1 << 4;
    private static final int LIMIT = 0x0F;
    private static final int NO_ACCESS = 0x0F;

    private UserAccessBits() {}

    static int of(User user) {
        return (user.callbackOnly() ? CALLBACK_ONLY : 0)
                | (user.linkAuthentication() ? LINK_AUTHENTICATION : 0)
                | (user.ipmiMessaging() ? IPMI_MESSAGING : 0)
                | user.privilegeLimit().map(PrivilegeLevel::code).orElse(NO_ACCESS);
    }

    /** The user with the flags in these bits. */
    static User applyFlags(int bits, User user) {
        return user.withCallbackOnly((bits & CALLBACK_ONLY) != 0)
                .withLinkAuthentication((bits & LINK_AUTHENTICATION) != 0)
                .withIpmiMessaging((bits & IPMI_MESSAGING) != 0);
    }

    /**
     * The privilege limit in these bits; none for "no access".
     *
     * @throws CommandException with CCh if it is a reserved one
     */
    static Optional<PrivilegeLevel> limit(int bits) {
        int code = bits & LIMIT;
        Optional<PrivilegeLevel> limit = PrivilegeLevel.of(code);
        if (limit.isEmpty() && code != NO_ACCESS) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "there is no privilege level " + code);
        }
        return limit;
    }
}
