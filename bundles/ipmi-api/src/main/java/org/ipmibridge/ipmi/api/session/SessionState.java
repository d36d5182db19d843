package org.ipmibridge.ipmi.api.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HexFormat;
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
    private int sent;
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
    public synchronized void sendFrom(int first) {
        sent = first - 1;
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
    public synchronized int nextSent() {
        sent++;
        if (sent == 0) {
            sent = 1;
        }
        return sent;
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
