package org.ipmibridge.ipmi.users;

import java.util.HashSet;
import java.util.Set;
import org.ipmibridge.ipmi.api.user.User;

/**
 * An account that the operator configured.
 *
 * @param file where it is configured, for messages
 * @param user the user that it makes
 * @param bmcs the names of the BMCs that have it; empty for all
 */
record Account(String file, User user, Set<String> bmcs) {
    Account {
        bmcs = Set.copyOf(bmcs);
    }

    int id() {
        return user.id();
    }

    boolean appliesTo(String bmc) {
        return bmcs.isEmpty() || bmcs.contains(bmc);
    }

    /** Whether some BMC would have to give both accounts the same slot. */
    boolean clashesWith(Account other) {
        return id() == other.id()
                && (bmcs.isEmpty() || other.bmcs.isEmpty() || !common(other).isEmpty());
    }

    /** The BMCs of both, for messages. */
    String sharedBmcs(Account other) {
        if (bmcs.isEmpty() && other.bmcs.isEmpty()) {
            return "all BMCs";
        }
        return "BMC " + String.join(", ", common(other).stream().sorted().toList());
    }

    private Set<String> common(Account other) {
        Set<String> common = new HashSet<>(bmcs.isEmpty() ? other.bmcs : bmcs);
        common.removeIf(bmc -> !other.appliesTo(bmc));
        return common;
    }
}
