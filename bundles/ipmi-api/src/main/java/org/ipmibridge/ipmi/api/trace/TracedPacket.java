package org.ipmibridge.ipmi.api.trace;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/**
 * A packet, decrypted and decoded. It holds no secret: passwords in it are blanked, and keys and authentication codes are left out.
 *
 * @param time when it came or went
 * @param bmc the name of the BMC
 * @param peer where it came from or went to
 * @param fate what became of it
 * @param message the specification's name of the message, for example {@code RAKP Message 1} or {@code Get Device ID}
 * @param sessionId the session's ID as the BMC gave it; 0 outside a session
 * @param sequence the session sequence number; 0 outside a session
 * @param detail what else there is to know: of a log-in its status, user and privilege; of a dropped packet why it was. May be empty
 * @param command the command or its answer; none for other messages
 */
public record TracedPacket(
        Instant time,
        String bmc,
        InetSocketAddress peer,
        Fate fate,
        String message,
        int sessionId,
        int sequence,
        String detail,
        Optional<Command> command) {
    /** What became of a packet. */
    public enum Fate {
        RECEIVED,
        SENT,
        /** It was received, and nobody will answer it. */
        DROPPED
    }

    /**
     * A command, or the answer to one.
     *
     * @param netFn the network function of the request, even
     * @param number the command number, 0 to FFh
     * @param rqSeq the requester's sequence number, 0 to 3Fh
     * @param data the data of the request or the answer, zeros where a secret was; not copied
     * @param blanked whether a secret was in the data
     * @param code how the command ended; none in a request
     * @param took from the request's arrival to the answer; none in a request
     */
    public record Command(
            int netFn,
            int number,
            int rqSeq,
            byte[] data,
            boolean blanked,
            Optional<CompletionCode> code,
            Optional<Duration> took) {}
}
