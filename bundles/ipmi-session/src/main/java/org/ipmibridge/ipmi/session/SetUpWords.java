package org.ipmibridge.ipmi.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.log.Printable;
import org.ipmibridge.ipmi.api.session.SessionClaim;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.session.OpenSessionRequest;
import org.ipmibridge.ipmi.protocol.session.PayloadType;
import org.ipmibridge.ipmi.protocol.session.Rakp1;
import org.ipmibridge.ipmi.protocol.session.Rakp3;
import org.ipmibridge.ipmi.protocol.session.RmcpPlusStatus;

/**
 * A message of IPMI v2.0 session set-up in words, without its random numbers and codes.
 *
 * @param message its name
 * @param sessionId the session that it names; 0 where there is none
 * @param detail what it says
 */
record SetUpWords(String message, int sessionId, String detail) {
    static SetUpWords of(int payloadType, WireReader payload) {
        try {
            return switch (payloadType) {
                case PayloadType.OPEN_SESSION_REQUEST -> openSession(OpenSessionRequest.decode(payload));
                case PayloadType.OPEN_SESSION_RESPONSE -> openSessionAnswer(payload);
                case PayloadType.RAKP_1 -> rakp1(Rakp1.decode(payload));
                case PayloadType.RAKP_2 -> answer("RAKP Message 2", payload);
                case PayloadType.RAKP_3 -> rakp3(Rakp3.decode(payload));
                case PayloadType.RAKP_4 -> answer("RAKP Message 4", payload);
                default -> new SetUpWords("payload type " + payloadType, 0, "");
            };
        } catch (MalformedPacketException e) {
            return new SetUpWords("payload type " + payloadType, 0, e.getMessage());
        }
    }

    private static SetUpWords openSession(OpenSessionRequest request) {
        String suite = CipherSuite.of(request.authentication(), request.integrity(), request.confidentiality())
                .map(known -> "cipher suite " + known.id())
                .orElseGet(() -> "algorithms %d, %d, %d"
                        .formatted(request.authentication(), request.integrity(), request.confidentiality()));
        String privilege = request.maximumPrivilege() == 0 ? "highest" : privilege(request.maximumPrivilege());
        return new SetUpWords("Open Session Request", 0, joined(suite, "privilege=" + privilege));
    }

    private static SetUpWords openSessionAnswer(WireReader payload) {
        payload.skip(1);
        int status = payload.uint8();
        int sessionId = 0;
        if (status == RmcpPlusStatus.NO_ERRORS.code()) {
            payload.skip(6);
            sessionId = payload.int32();
        }
        return new SetUpWords("Open Session Response", sessionId, status(status));
    }

    private static SetUpWords rakp1(Rakp1 message) {
        return new SetUpWords(
                "RAKP Message 1",
                message.bmcSessionId(),
                joined(
                        "user=" + Printable.text(SessionClaim.nameOf(message.userName())),
                        "privilege=" + privilege(message.privilege()),
                        message.nameOnly() ? "name-only" : ""));
    }

    private static SetUpWords rakp3(Rakp3 message) {
        return new SetUpWords("RAKP Message 3", message.bmcSessionId(), status(message.status()));
    }

    /** RAKP Messages 2 and 4 name the client's ID of the session only, which is of no use here. */
    private static SetUpWords answer(String message, WireReader payload) {
        payload.skip(1);
        return new SetUpWords(message, 0, status(payload.uint8()));
    }

    private static String status(int code) {
        return "status="
                + Arrays.stream(RmcpPlusStatus.values())
                        .filter(status -> status.code() == code)
                        .map(status -> words(status))
                        .findFirst()
                        .orElse(String.format(Locale.ROOT, "%02Xh", code));
    }

    private static String privilege(int code) {
        return PrivilegeLevel.of(code).map(SetUpWords::words).orElse(String.valueOf(code));
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
