package org.ipmibridge.ipmi.session;

import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.IpmiRequest;

/** Is told of what one received packet holds, and of the answers to it. This one does nothing: nobody traces. */
class Trace {
    /** The trace of almost every packet. */
    static final Trace NONE = new Trace();

    /** A message of session set-up came. */
    void setUpReceived(int payloadType, byte[] bytes, int offset, int length) {}

    /** A message of session set-up went. */
    void setUpSent(int payloadType, byte[] payload) {}

    /**
     * A command came.
     *
     * @param sessionId the BMC's ID of the session, 0 outside
     * @param sequence the session sequence number, 0 outside
     */
    void request(IpmiRequest request, int sessionId, int sequence) {}

    /** The answer to a command went. */
    void response(IpmiRequest request, CommandResponse response, int sessionId, int sequence) {}

    /** The packet meets silence. */
    void dropped(byte[] bytes, int offset, int length, String reason) {}
}
