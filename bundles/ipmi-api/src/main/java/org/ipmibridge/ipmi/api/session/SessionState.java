package org.ipmibridge.ipmi.api.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/**
 * All that is known of a session or of a log-in under way. The session layer alone changes it; sequence numbers and phase are guarded by
 * this object's monitor.
 */
public final class SessionState implements Session {
    /** How far a session has come. */
    public enum Phase {
        /** Asked for, not yet proved: it counts as half open. */
        OPENING,
        ACTIVE,
        CLOSED
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final String bmc;
    private final int id;
    private final SessionOffer offer;
    private final RecentRequests recentRequests = new RecentRequests();
    private volatile Phase phase = Phase.OPENING;
    private volatile SessionClaim claim;
    private volatile SessionKeys keys;
    private volatile ReceiveWindow received;
    private volatile PrivilegeLevel privilege = PrivilegeLevel.CALLBACK;
    private volatile InetSocketAddress peer;
    private volatile Instant since = Instant.EPOCH;
    private volatile long lastUsedNanos;
    private AtomicInteger sent = new AtomicInteger();
    private boolean inUse;

    /**
     * @param bmc the name of the BMC
     * @param id our session ID, whose lowest byte is the handle
     * @param offer what the session is to be like
     * @param peer where it was asked from
     * @param nowNanos the time, of {@link System#nanoTime()}
     */
    public SessionState(String bmc, int id, SessionOffer offer, InetSocketAddress peer, long nowNanos) {
        this.bmc = bmc;
        this.id = id;
        this.offer = offer;
        this.peer = peer;
        this.lastUsedNanos = nowNanos;
    }

    /**
     * All of it as objects of the JDK, for a successor of the bundle that holds it. Answers to commands under way that still go out through
     * this object take their sequence numbers from the same counter as those that go out through what is made of it.
     */
    public synchronized Map<String, Object> freeze() {
        Map<String, Object> frozen = new HashMap<>();
        frozen.put("bmc", bmc);
        frozen.put("id", id);
        frozen.put("offer", offer.freeze());
        frozen.put("phase", phase.name());
        if (claim != null) {
            frozen.put("claim", claim.freeze());
        }
        if (keys != null) {
            frozen.put("keys", new byte[][] {keys.sik(), keys.k1(), keys.k2()});
        }
        if (received != null) {
            frozen.put("received", received.freeze());
        }
        frozen.put("privilege", privilege.code());
        frozen.put("peer", peer);
        frozen.put("since", since);
        frozen.put("used", lastUsedNanos);
        frozen.put("sent", sent);
        frozen.put("inUse", inUse);
        frozen.put("recent", recentRequests.freeze());
        return frozen;
    }

    /**
     * Makes the session of what {@link #freeze()} gave, perhaps in an earlier version of this package.
     *
     * @throws RuntimeException if something is missing in it, or is not what it should be
     */
    @SuppressWarnings("unchecked")
    public static SessionState thaw(Map<String, Object> frozen) {
        SessionState state = new SessionState(
                (String) frozen.get("bmc"),
                (int) frozen.get("id"),
                SessionOffer.thaw((Object[]) frozen.get("offer")),
                (InetSocketAddress) frozen.get("peer"),
                (long) frozen.get("used"));
        state.phase = Phase.valueOf((String) frozen.get("phase"));
        state.privilege = PrivilegeLevel.of((int) frozen.get("privilege")).orElseThrow();
        state.since = (Instant) frozen.get("since");
        state.sent = (AtomicInteger) frozen.get("sent");
        state.inUse = (boolean) frozen.get("inUse");
        if (frozen.get("claim") instanceof Object[] claimed) {
            state.claim = SessionClaim.thaw(claimed);
        }
        if (frozen.get("keys") instanceof byte[][] made) {
            state.keys = new SessionKeys(made[0], made[1], made[2]);
        }
        if (frozen.get("received") instanceof long[] window) {
            state.received = ReceiveWindow.thaw(window);
        }
        state.recentRequests.thaw((List<Object[]>) frozen.get("recent"));
        return state;
    }

    /** Notes who the client says it is; it may say so again until it has proved it. False once it has, or has been given up. */
    public synchronized boolean claim(SessionClaim newClaim) {
        boolean open = phase == Phase.OPENING;
        if (open) {
            claim = newClaim;
        }
        return open;
    }

    /**
     * Makes the session active.
     *
     * @param proved the claim that the client has proved, which need not be the one that it made last
     * @param newKeys the keys of an IPMI v2.0 session, null in v1.5
     * @param window the sequence numbers that will be accepted
     * @param now the time of day
     * @return false if it has been closed, and stays so
     */
    public synchronized boolean activate(SessionClaim proved, SessionKeys newKeys, ReceiveWindow window, Instant now) {
        if (phase == Phase.CLOSED) {
            return false;
        }
        claim = proved;
        keys = newKeys;
        received = window;
        since = now;
        privilege = PrivilegeLevel.USER.limitedTo(proved.privilegeLimit());
        phase = Phase.ACTIVE;
        return true;
    }

    /** Makes this the sequence number of the next packet to send; it is 1 otherwise. */
    public void sendFrom(int first) {
        sent.set(first - 1);
    }

    /** Marks it as ended, once: false if it was already. */
    public synchronized boolean close() {
        boolean open = phase != Phase.CLOSED;
        phase = Phase.CLOSED;
        return open;
    }

    /** Takes the sequence number of an authentic packet: false if it came before or is outside the window. */
    public synchronized boolean accept(int sequence) {
        boolean fresh = received.accept(sequence);
        inUse |= fresh;
        return fresh;
    }

    /** Whether a packet was accepted since it became active, so that the client is known to have seen our last set-up message. */
    public synchronized boolean isInUse() {
        return inUse;
    }

    /** The sequence number of the next packet to send; never 0. */
    public int nextSent() {
        return sent.updateAndGet(last -> last == -1 ? 1 : last + 1);
    }

    /** Notes an authentic packet. */
    public void used(InetSocketAddress newPeer, long nowNanos) {
        peer = newPeer;
        lastUsedNanos = nowNanos;
    }

    public void setPrivilege(PrivilegeLevel level) {
        privilege = level;
    }

    public SessionOffer offer() {
        return offer;
    }

    /** Who the client says it is; null before it said so. */
    public SessionClaim claim() {
        return claim;
    }

    /** The keys of an active IPMI v2.0 session; null before and in v1.5. */
    public SessionKeys keys() {
        return keys;
    }

    public RecentRequests recentRequests() {
        return recentRequests;
    }

    public Phase phase() {
        return phase;
    }

    public boolean isActive() {
        return phase == Phase.ACTIVE;
    }

    /** When the last authentic packet came, of {@link System#nanoTime()}. */
    public long lastUsedNanos() {
        return lastUsedNanos;
    }

    @Override
    public String bmc() {
        return bmc;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public int handle() {
        return id & 0xFF;
    }

    @Override
    public int userId() {
        return claim == null ? 0 : claim.userId();
    }

    @Override
    public String userName() {
        return claim == null ? "" : claim.name();
    }

    @Override
    public PrivilegeLevel privilege() {
        return privilege;
    }

    @Override
    public PrivilegeLevel privilegeLimit() {
        return claim == null ? offer.privilegeLimit() : claim.privilegeLimit();
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public boolean rmcpPlus() {
        return offer.rmcpPlus();
    }

    @Override
    public String protection() {
        return offer.protection();
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public String toString() {
        return "session " + HEX.toHexDigits(id);
    }
}
