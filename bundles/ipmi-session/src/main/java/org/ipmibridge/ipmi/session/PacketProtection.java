package org.ipmibridge.ipmi.session;

import java.security.SecureRandom;
import java.util.Arrays;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.session.SessionHeader20;

/**
 * How the packets of one IPMI v2.0 session are protected: its negotiated algorithms with their keys. It holds what is costly to make
 * and lives as long as the session. Thread-safe.
 */
final class PacketProtection {
    private final int consoleSessionId;
    private final Integrity integrity;
    private final AesCbc confidentiality;

    PacketProtection(SessionState state, SecureRandom random) {
        CipherSuite suite = state.offer().suite().orElseThrow();
        this.consoleSessionId = state.offer().consoleSessionId();
        this.integrity = Integrity.of(suite.integrity(), state.keys().k1());
        this.confidentiality = suite.confidentiality() == CipherSuite.Confidentiality.NONE
                ? null
                : new AesCbc(state.keys().k2(), random);
    }

    /**
     * Takes the protection off a packet.
     *
     * @param payloadAt the index of the payload, whose length the header tells
     * @return the payload in an array of its own, or null if the packet is not protected as agreed or not authentic
     * @throws org.ipmibridge.ipmi.protocol.MalformedPacketException if it is authentic but badly encrypted
     */
    synchronized byte[] open(SessionHeader20 header, byte[] bytes, int offset, int length, int payloadAt) {
        if (header.authenticated() != (integrity != null) || header.encrypted() != (confidentiality != null)) {
            return null;
        }
        int payloadEnd = payloadAt + header.length();
        if (integrity != null && !integrity.verify(bytes, offset, length, payloadEnd)) {
            return null;
        }
        return confidentiality == null
                ? Arrays.copyOfRange(bytes, payloadAt, payloadEnd)
                : confidentiality.decrypt(bytes, payloadAt, header.length());
    }

    /** A whole packet with this payload, protected as agreed. */
    synchronized WireWriter seal(int payloadType, int sequence, byte[] payload) {
        byte[] sent = confidentiality == null ? payload : confidentiality.encrypt(payload);
        WireWriter packet = new WireWriter(SessionHeader20.LENGTH + sent.length + 24);
        new SessionHeader20(
                        payloadType,
                        confidentiality != null,
                        integrity != null,
                        consoleSessionId,
                        sequence,
                        sent.length)
                .encode(packet);
        packet.bytes(sent);
        if (integrity != null) {
            integrity.sign(packet);
        }
        return packet;
    }
}
