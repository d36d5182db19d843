package org.ipmibridge.ipmi.protocol.session;

/** Payload type numbers of the IPMI v2.0 session header, 6 bits (IPMI v2.0, section 13.27.3). */
public final class PayloadType {
    public static final int IPMI_MESSAGE = 0x00;
    public static final int SOL = 0x01;
    public static final int OEM_EXPLICIT = 0x02;
    public static final int OPEN_SESSION_REQUEST = 0x10;
    public static final int OPEN_SESSION_RESPONSE = 0x11;
    public static final int RAKP_1 = 0x12;
    public static final int RAKP_2 = 0x13;
    public static final int RAKP_3 = 0x14;
    public static final int RAKP_4 = 0x15;

    private PayloadType() {}
}
