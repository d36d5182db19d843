package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;

/**
 * Which payloads a user may activate (IPMI v2.0, sections 24.6 and 24.7): those that exist, unless an administrator has taken them away.
 *
 * @param taken a bit for each standard payload type that was taken away. 8 bits
 */
record PayloadAccess(int taken) {
    private static final String KEY = "app.payloads-taken.";
    private static final int BITS = 0xFF;

    static PayloadAccess of(BmcSettings settings, int userId) {
        return new PayloadAccess(settings.get(KEY + userId)
                .filter(stored -> stored.length == 1)
                .map(stored -> stored[0] & BITS)
                .orElse(0));
    }

    PayloadAccess granting(int bits) {
        return new PayloadAccess(taken & ~bits);
    }

    PayloadAccess taking(int bits) {
        return new PayloadAccess(taken | bits);
    }

    /** What is left of the payload types that exist. */
    int grantedOf(int existing) {
        return existing & ~taken;
    }

    CompletionStage<Void> store(BmcSettings settings, int userId) {
        return settings.put(KEY + userId, new byte[] {(byte) taken});
    }
}
