package org.ipmibridge.ipmi.protocol.session;

/** The status codes of Open Session and RAKP messages (IPMI v2.0, section 13.24). */
public enum RmcpPlusStatus {
    NO_ERRORS(0x00),
    INSUFFICIENT_RESOURCES(0x01),
    INVALID_SESSION_ID(0x02),
    INVALID_PAYLOAD_TYPE(0x03),
    INVALID_AUTHENTICATION_ALGORITHM(0x04),
    INVALID_INTEGRITY_ALGORITHM(0x05),
    NO_MATCHING_AUTHENTICATION_PAYLOAD(0x06),
    NO_MATCHING_INTEGRITY_PAYLOAD(0x07),
    INACTIVE_SESSION_ID(0x08),
    INVALID_ROLE(0x09),
    UNAUTHORIZED_ROLE(0x0A),
    INSUFFICIENT_RESOURCES_FOR_ROLE(0x0B),
    INVALID_NAME_LENGTH(0x0C),
    UNAUTHORIZED_NAME(0x0D),
    UNAUTHORIZED_GUID(0x0E),
    INVALID_INTEGRITY_CHECK_VALUE(0x0F),
    INVALID_CONFIDENTIALITY_ALGORITHM(0x10),
    NO_CIPHER_SUITE_MATCH(0x11),
    ILLEGAL_PARAMETER(0x12);

    private final int code;

    RmcpPlusStatus(int code) {
        this.code = code;
    }

    /** The code on the wire, 0 to 12h. */
    public int code() {
        return code;
    }
}
