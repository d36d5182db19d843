package org.ipmibridge.ipmi.session;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed hash with its key. Making one is what costs, so a session keeps the one that its packets need. Not thread-safe.
 */
final class Hmac {
    private final Mac mac;

    private Hmac(Mac mac) {
        this.mac = mac;
    }

    /**
     * @param algorithm the JCA name, such as {@code HmacSHA1}
     * @param key the key; an empty one, as the null user may have, counts as one zero byte, which HMAC pads to the same
     */
    static Hmac of(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return new Hmac(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + algorithm, e);
        }
    }

    /** The hash of all parts, one after another. */
    byte[] compute(byte[]... parts) {
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** The hash of a range. */
    byte[] compute(byte[] bytes, int offset, int length) {
        mac.update(bytes, offset, length);
        return mac.doFinal();
    }
}
