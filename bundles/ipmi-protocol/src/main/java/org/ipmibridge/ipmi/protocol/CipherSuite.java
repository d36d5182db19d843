package org.ipmibridge.ipmi.protocol;

import java.util.Arrays;
import java.util.Optional;

/**
 * The cipher suites that are implemented (IPMI v2.0, section 22.15.2, and the SHA-256 suites of errata 7). Suite 0, no
 * authentication at all, is left out on purpose.
 */
public enum CipherSuite {
    SUITE_1(1, Authentication.HMAC_SHA1, Integrity.NONE, Confidentiality.NONE),
    SUITE_2(2, Authentication.HMAC_SHA1, Integrity.HMAC_SHA1_96, Confidentiality.NONE),
    SUITE_3(3, Authentication.HMAC_SHA1, Integrity.HMAC_SHA1_96, Confidentiality.AES_CBC_128),
    SUITE_15(15, Authentication.HMAC_SHA256, Integrity.NONE, Confidentiality.NONE),
    SUITE_16(16, Authentication.HMAC_SHA256, Integrity.HMAC_SHA256_128, Confidentiality.NONE),
    SUITE_17(17, Authentication.HMAC_SHA256, Integrity.HMAC_SHA256_128, Confidentiality.AES_CBC_128);

    /** RAKP authentication algorithms (section 13.28). */
    public enum Authentication {
        HMAC_SHA1(1),
        HMAC_SHA256(3);

        private final int code;

        Authentication(int code) {
            this.code = code;
        }

        /** The number on the wire, 0 to 3Fh. */
        public int code() {
            return code;
        }
    }

    /** Packet integrity algorithms (section 13.28.4). */
    public enum Integrity {
        NONE(0),
        HMAC_SHA1_96(1),
        HMAC_SHA256_128(4);

        private final int code;

        Integrity(int code) {
            this.code = code;
        }

        /** The number on the wire, 0 to 3Fh. */
        public int code() {
            return code;
        }
    }

    /** Payload confidentiality algorithms (section 13.28.5). */
    public enum Confidentiality {
        NONE(0),
        AES_CBC_128(1);

        private final int code;

        Confidentiality(int code) {
            this.code = code;
        }

        /** The number on the wire, 0 to 3Fh. */
        public int code() {
            return code;
        }
    }

    private final int id;
    private final Authentication authentication;
    private final Integrity integrity;
    private final Confidentiality confidentiality;

    CipherSuite(int id, Authentication authentication, Integrity integrity, Confidentiality confidentiality) {
        this.id = id;
        this.authentication = authentication;
        this.integrity = integrity;
        this.confidentiality = confidentiality;
    }

    /** The cipher suite ID, 1 to 17. */
    public int id() {
        return id;
    }

    public Authentication authentication() {
        return authentication;
    }

    public Integrity integrity() {
        return integrity;
    }

    public Confidentiality confidentiality() {
        return confidentiality;
    }

    public static Optional<CipherSuite> of(int id) {
        return Arrays.stream(values()).filter(suite -> suite.id == id).findFirst();
    }

    /** The suite made of exactly these algorithm numbers, as Open Session proposes them. */
    public static Optional<CipherSuite> of(int authentication, int integrity, int confidentiality) {
        return Arrays.stream(values())
                .filter(suite -> suite.authentication.code == authentication
                        && suite.integrity.code == integrity
                        && suite.confidentiality.code == confidentiality)
                .findFirst();
    }
}
