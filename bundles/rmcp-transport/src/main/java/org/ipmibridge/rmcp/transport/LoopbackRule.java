package org.ipmibridge.rmcp.transport;

import java.net.InetAddress;
import java.util.function.Supplier;
import org.ipmibridge.ipmi.api.user.UserDirectory;

/**
 * With the demonstration's password a BMC must not be reached from other machines. Where the users are not known, nothing that is not
 * loopback opens, and what is open stays as it is.
 */
final class LoopbackRule {
    /** What the rule says of an address. */
    enum Verdict {
        ALLOWED,
        REFUSED,
        /** The users are not known now. */
        UNDECIDED
    }

    private final Supplier<UserDirectory> users;

    /** @param users gives the users, or null while there is no such service */
    LoopbackRule(Supplier<UserDirectory> users) {
        this.users = users;
    }

    Verdict on(String bmc, InetAddress address) {
        if (address.isLoopbackAddress()) {
            return Verdict.ALLOWED;
        }
        UserDirectory directory = users.get();
        if (directory == null) {
            return Verdict.UNDECIDED;
        }
        return directory.hasDemoPassword(bmc) ? Verdict.REFUSED : Verdict.ALLOWED;
    }
}
