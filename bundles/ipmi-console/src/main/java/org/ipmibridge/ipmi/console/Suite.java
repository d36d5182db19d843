package org.ipmibridge.ipmi.console;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A cipher suite as the console sees it (IPMI v2.0, tables 13-17 to 13-19 and 22-20). */
public enum Suite {
    SUITE_1(1, 1, 0, 0),
    SUITE_2(2, 1, 1, 0),
    SUITE_3(3, 1, 1, 1),
    SUITE_15(15, 3, 0, 0),
    SUITE_16(16, 3, 4, 0),
    SUITE_17(17, 3, 4, 1);

    private final int id;
    private final int authentication;
    private final int integrity;
    private final int confidentiality;
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

    Suite(int id, int authentication, int integrity, int confidentiality) {
        this.id = id;
        this.authentication = authentication;
        this.integrity = integrity;
        this.confidentiality = confidentiality;
    }

    public static Suite of(int id) {
        return Arrays.stream(values())
                .filter(suite -> suite.id == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("cipher suite " + id));
    }

    public int id() {
        return id;
    }

    /** The number of the authentication algorithm. */
    public int authentication() {
        return authentication;
    }

    /** The number of the integrity algorithm. */
    public int integrity() {
        return integrity;
    }

    /** The number of the confidentiality algorithm. */
    public int confidentiality() {
        return confidentiality;
    }

    public boolean authenticates() {
        return integrity != 0;
    }

    public boolean encrypts() {
        return confidentiality != 0;
    }

    /** The length of the Key Exchange Authentication Codes of RAKP 2 and 3. */
    public int keyExchangeCodeLength() {
        return authentication == 1 ? 20 : 32;
    }

    /** The length of RAKP 4's Integrity Check Value, which follows the authentication algorithm, and of a packet's AuthCode. */
    public int checkLength() {
        return authentication == 1 ? 12 : 16;
    }

    /** A new HMAC with this key. */
    Mac hmac(byte[] key) {
        return init(newMac(), key);
    }

    /** The HMAC of some bytes, with a key that is used once. */
    byte[] hmac(byte[] key, byte[] bytes) {
        return init(macs.get(), key).doFinal(bytes);
    }

    private Mac newMac() {
        try {
            return Mac.getInstance(macName());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mac init(Mac mac, byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, macName()));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String macName() {
        return authentication == 1 ? "HmacSHA1" : "HmacSHA256";
    }
}
