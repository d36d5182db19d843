package org.ipmibridge.ipmi.session;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.session.ReceiveWindow;
import org.ipmibridge.ipmi.api.session.SessionClaim;
import org.ipmibridge.ipmi.api.session.SessionKeys;
import org.ipmibridge.ipmi.api.session.SessionOffer;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.session.OpenSessionRequest;
import org.ipmibridge.ipmi.protocol.session.OpenSessionResponse;
import org.ipmibridge.ipmi.protocol.session.Rakp1;
import org.ipmibridge.ipmi.protocol.session.Rakp2;
import org.ipmibridge.ipmi.protocol.session.Rakp3;
import org.ipmibridge.ipmi.protocol.session.Rakp4;
import org.ipmibridge.ipmi.protocol.session.RmcpPlusStatus;

/**
 * Opens IPMI v2.0 sessions (IPMI v2.0, sections 13.15 to 13.23). Each method takes a message and returns the payload of the answer, or null
 * for silence. Any message may come again, with a new tag: it is answered again, as the answer to the first one may be lost.
 */
final class Handshake {
    private static final int RANDOM_LENGTH = 16;
    /** How far the sequence numbers of a client may run ahead or be late (section 6.12.13). */
    private static final int AHEAD = 15;

    private static final int BEHIND = 16;

    private final SessionManager sessions;
    private final Settings settings;
    private final SecureRandom random;

    Handshake(SessionManager sessions, Settings settings, SecureRandom random) {
        this.sessions = sessions;
        this.settings = settings;
        this.random = random;
    }

    byte[] openSession(Bmc bmc, InetSocketAddress peer, OpenSessionRequest request) {
        ChannelAccess access = ChannelAccess.inForce(bmc.settings());
        Optional<PrivilegeLevel> wanted = request.maximumPrivilege() == 0
                ? Optional.of(access.privilegeLimit())
                : PrivilegeLevel.of(request.maximumPrivilege());
        Optional<CipherSuite> suite = CipherSuite.of(
                        request.authentication(), request.integrity(), request.confidentiality())
                .filter(settings.current().cipherSuites()::contains);
        if (access.mode() == ChannelAccess.DISABLED) {
            return refuseOpen(bmc, peer, request, RmcpPlusStatus.INSUFFICIENT_RESOURCES);
        }
        if (wanted.isEmpty()) {
            return refuseOpen(bmc, peer, request, RmcpPlusStatus.INVALID_ROLE);
        }
        if (suite.isEmpty()) {
            return refuseOpen(bmc, peer, request, RmcpPlusStatus.NO_CIPHER_SUITE_MATCH);
        }
        PrivilegeLevel limit = wanted.get().limitedTo(access.privilegeLimit());
        SessionOffer offer = new SessionOffer(AuthenticationType.RMCP_PLUS, suite, request.consoleSessionId(), limit);
        return sessions.open(bmc.name(), offer, peer)
                .map(state -> OpenSessionResponse.accept(
                        request.tag(), limit, request.consoleSessionId(), state.id(), suite.get()))
                .orElseGet(() -> refuseOpen(bmc, peer, request, RmcpPlusStatus.INSUFFICIENT_RESOURCES));
    }

    byte[] rakp1(Bmc bmc, UserDirectory users, Rakp1 message) {
        SessionState state = sessions.find(bmc.name(), message.bmcSessionId());
        if (state == null || !state.rmcpPlus() || state.phase() != SessionState.Phase.OPENING) {
            return Rakp2.refuse(message.tag(), RmcpPlusStatus.INVALID_SESSION_ID, 0);
        }
        int consoleSessionId = state.offer().consoleSessionId();
        Optional<PrivilegeLevel> role = PrivilegeLevel.of(message.privilege());
        if (message.userName().length > Rakp1.MAX_NAME) {
            return refuseRakp1(state, message, RmcpPlusStatus.INVALID_NAME_LENGTH);
        }
        if (role.isEmpty()) {
            return refuseRakp1(state, message, RmcpPlusStatus.INVALID_ROLE);
        }
        Optional<User> user = findUser(users, bmc, message, role.get());
        SessionClaim claim = claim(state, message, role.get(), user, bmc.guid());
        // Computed for an unknown user too, so that the time of the answer does not tell who exists.
        byte[] code = exchange(state).rakp2Code(state, claim);
        if (user.isEmpty()) {
            return refuseRakp1(state, message, RmcpPlusStatus.UNAUTHORIZED_NAME);
        }
        if (!mayHave(role.get(), user.get(), state)) {
            return refuseRakp1(state, message, RmcpPlusStatus.UNAUTHORIZED_ROLE);
        }
        if (sessions.isUserAtLimit(bmc.name(), user.get().id(), user.get().sessionLimit())) {
            return refuseRakp1(state, message, RmcpPlusStatus.INSUFFICIENT_RESOURCES_FOR_ROLE);
        }
        if (!state.claim(claim)) {
            return Rakp2.refuse(message.tag(), RmcpPlusStatus.INVALID_SESSION_ID, 0);
        }
        return Rakp2.accept(message.tag(), consoleSessionId, claim.bmcRandom(), claim.guid(), code);
    }

    byte[] rakp3(Bmc bmc, UserDirectory users, Rakp3 message) {
        SessionState state = sessions.find(bmc.name(), message.bmcSessionId());
        if (state == null || !state.rmcpPlus() || state.claim() == null) {
            return Rakp4.refuse(message.tag(), RmcpPlusStatus.INVALID_SESSION_ID, 0);
        }
        boolean opening = state.phase() == SessionState.Phase.OPENING;
        if (message.status() != RmcpPlusStatus.NO_ERRORS.code()) {
            // The client gives up. Only a log-in under way can be given up without a proof of who asks for it.
            if (opening) {
                sessions.close(state, "given up by the client");
            }
            return null;
        }
        SessionClaim claim = state.claim();
        int consoleSessionId = state.offer().consoleSessionId();
        KeyExchange exchange = exchange(state);
        if (!MessageDigest.isEqual(exchange.rakp3Code(state, claim), message.keyExchangeCode())) {
            if (opening) {
                sessions.close(state, "wrong password");
            }
            return Rakp4.refuse(message.tag(), RmcpPlusStatus.INVALID_INTEGRITY_CHECK_VALUE, consoleSessionId);
        }
        if (opening) {
            ReceiveWindow window = new ReceiveWindow(0, AHEAD, BEHIND);
            int limit = users.user(bmc.name(), claim.userId()).sessionLimit();
            if (!sessions.activate(state, claim, exchange.keys(claim, kg(bmc, claim)), window, limit)) {
                RmcpPlusStatus full = RmcpPlusStatus.INSUFFICIENT_RESOURCES_FOR_ROLE;
                sessions.close(state, full.toString());
                return Rakp4.refuse(message.tag(), full, consoleSessionId);
            }
        }
        SessionKeys keys = state.keys();
        if (keys == null) {
            return Rakp4.refuse(message.tag(), RmcpPlusStatus.INVALID_SESSION_ID, 0);
        }
        byte[] check = exchange.rakp4Code(state, claim, keys);
        return Rakp4.accept(message.tag(), consoleSessionId, check);
    }

    private static Optional<User> findUser(UserDirectory users, Bmc bmc, Rakp1 message, PrivilegeLevel role) {
        String name = SessionClaim.nameOf(message.userName());
        return message.nameOnly() ? users.find(bmc.name(), name) : users.find(bmc.name(), name, role);
    }

    private SessionClaim claim(
            SessionState state, Rakp1 message, PrivilegeLevel role, Optional<User> user, byte[] guid) {
        SessionClaim before = state.claim();
        boolean again = before != null && Arrays.equals(before.consoleRandom(), message.consoleRandom());
        byte[] key = user.map(known -> known.password().padded(Secret.MAX_LENGTH))
                .orElseGet(() -> randomBytes(Secret.MAX_LENGTH));
        return new SessionClaim(
                user.map(User::id).orElse(0),
                message.userName(),
                role,
                key,
                message.consoleRandom(),
                again ? before.bmcRandom() : randomBytes(RANDOM_LENGTH),
                guid,
                message.role());
    }

    private static boolean mayHave(PrivilegeLevel role, User user, SessionState state) {
        return state.offer().privilegeLimit().includes(role)
                && user.privilegeLimit().filter(limit -> limit.includes(role)).isPresent();
    }

    private static byte[] kg(Bmc bmc, SessionClaim claim) {
        return bmc.kg().map(key -> key.padded(Secret.MAX_LENGTH)).orElse(claim.userKey());
    }

    private static KeyExchange exchange(SessionState state) {
        return KeyExchange.of(state.offer().suite().orElseThrow().authentication());
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] refuseOpen(Bmc bmc, InetSocketAddress peer, OpenSessionRequest request, RmcpPlusStatus status) {
        sessions.refused(bmc.name(), peer, status.toString());
        return OpenSessionResponse.refuse(request.tag(), status, request.consoleSessionId());
    }

    private byte[] refuseRakp1(SessionState state, Rakp1 message, RmcpPlusStatus status) {
        sessions.refused(state, SessionClaim.nameOf(message.userName()), status.toString());
        return Rakp2.refuse(message.tag(), status, state.offer().consoleSessionId());
    }
}
