package org.ipmibridge.ipmi.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.log.Printable;
import org.ipmibridge.ipmi.api.observe.Recorder;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.ipmi.api.observe.SessionObserver;
import org.ipmibridge.ipmi.api.session.ReceiveWindow;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.api.session.SessionClaim;
import org.ipmibridge.ipmi.api.session.SessionKeys;
import org.ipmibridge.ipmi.api.session.SessionOffer;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.api.session.SessionStore;
import org.ipmibridge.ipmi.api.session.SessionTable;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens, finds and ends sessions. Their state is in the {@link SessionStore}; only what can be made again from it is kept here. */
@Component(service = {Sessions.class, SessionManager.class})
public final class SessionManager implements Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(SessionManager.class);

    private static final String HAND_OVER = "org.ipmibridge.ipmi.session";

    /** Tells the successor that sessions are recorded. */
    private static final String RECORDED = "recorded";

    private final SessionStore store;
    private final Settings settings;
    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final FailedLogIns failed;
    private final SessionWatch watch;
    private final ConcurrentMap<SessionState, PacketProtection> protections = new ConcurrentHashMap<>();

    @Activate
    public SessionManager(@Reference SessionStore store, @Reference Settings settings, BundleContext context) {
        this(store, settings, new SecureRandom(), System::nanoTime, Clock.systemUTC());
        HandOver.of(context, HAND_OVER).take(RECORDED, Boolean.class).ifPresent(recorded -> watch.recording()
                .expect());
    }

    /** What ends while this bundle is replaced is still recorded. */
    @Deactivate
    void stop(BundleContext context) {
        if (watch.recording().isExpected()) {
            HandOver.of(context, HAND_OVER).leave(RECORDED, true);
        }
        watch.recording().close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObserver(SessionObserver observer) {
        watch.observers().add(observer);
    }

    void removeObserver(SessionObserver observer) {
        watch.observers().remove(observer);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRecorder(Recorder recorder) {
        watch.recording().use(recorder);
    }

    void removeRecorder(Recorder recorder) {
        watch.recording().leave(recorder);
    }

    SessionManager(SessionStore store, Settings settings, SecureRandom random, LongSupplier nanoTime, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.random = random;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.failed = new FailedLogIns(nanoTime);
        this.watch = new SessionWatch(new Recording(), clock);
    }

    /** A new session half open; none when all slots are taken by active sessions. */
    Optional<SessionState> open(String bmc, SessionOffer offer, InetSocketAddress peer) {
        SessionTable table = store.table(bmc);
        synchronized (table) {
            if (table.size() >= settings.current().maxSessions() && !giveUpOldestLogin(table)) {
                return Optional.empty();
            }
            SessionState state = new SessionState(bmc, newId(table), offer, peer, nanoTime.getAsLong());
            table.add(state);
            return Optional.of(state);
        }
    }

    /** The session or log-in with this ID; null if there is none. */
    SessionState find(String bmc, int id) {
        return store.table(bmc).find(id);
    }

    /** The session or log-in in this slot, 0 to FFh; null if there is none. */
    SessionState at(String bmc, int handle) {
        return store.table(bmc).at(handle);
    }

    /** The session that a command came in. */
    SessionState require(CommandRequest request) {
        SessionState state = request.session()
                .map(session -> find(session.bmc(), session.id()))
                .orElse(null);
        if (state == null || !state.isActive()) {
            throw new CommandException(CompletionCode.INVALID_IN_PRESENT_STATE);
        }
        return state;
    }

    /** Whether this user has as many sessions as it may have. */
    boolean isUserAtLimit(String bmc, int userId, int limit) {
        return limit > 0
                && states(bmc).stream()
                                .filter(state -> state.userId() == userId)
                                .count()
                        >= limit;
    }

    /**
     * Makes a log-in an active session. Of log-ins that end at the same moment no more come through than the user may have.
     *
     * @param claim the claim that was proved
     * @param keys the keys in IPMI v2.0, null in v1.5
     * @param window which sequence numbers to accept
     * @param limit how many sessions the user may have at once; 0 for any number
     * @return false if the user has as many already, and this is none of them
     */
    boolean activate(SessionState state, SessionClaim claim, SessionKeys keys, ReceiveWindow window, int limit) {
        boolean opened;
        synchronized (store.table(state.bmc())) {
            boolean again = state.isActive();
            if (!again && isUserAtLimit(state.bmc(), claim.userId(), limit)) {
                return false;
            }
            opened = state.activate(claim, keys, window, clock.instant()) && !again;
        }
        if (opened) {
            LOG.info(
                    "bmc={} peer={} {} opened: user={} limit={} protection={}",
                    state.bmc(),
                    Printable.peer(state.peer()),
                    state,
                    Printable.text(state.userName()),
                    state.privilegeLimit(),
                    state.protection());
            publish(
                    BridgeEvent.SESSION_OPENED,
                    state,
                    "session opened, up to " + state.privilegeLimit() + ", " + state.protection());
            watch.opened(state);
        }
        return true;
    }

    /** Notes that a log-in under way was refused. */
    void refused(SessionState state, String user, String reason) {
        failed.add(state.bmc(), state.peer(), state, user, reason);
        watch.refused(state.bmc(), state.id(), state.peer(), user, reason);
    }

    /** Notes that a log-in was refused before it had a session. */
    void refused(CommandRequest request, String user, String reason) {
        failed.add(request.bmc().name(), request.peer(), "no session", user, reason);
        watch.refused(request.bmc().name(), 0, request.peer(), user, reason);
    }

    /** Notes that a log-in was refused before it told a user. */
    void refused(String bmc, InetSocketAddress peer, String reason) {
        failed.add(bmc, peer, "no session", "-", reason);
        watch.refused(bmc, 0, peer, "", reason);
    }

    /** The protection of an active IPMI v2.0 session's packets. */
    PacketProtection protection(SessionState state) {
        PacketProtection known = protections.get(state);
        if (known != null) {
            return known;
        }
        PacketProtection made = new PacketProtection(state, random);
        protections.put(state, made);
        if (!state.isActive()) {
            // It ended meanwhile, and nobody else would take this away.
            protections.remove(state);
        }
        return made;
    }

    /**
     * Ends a session or gives a log-in up. A log-in whose client has told its user is worth a line in the log: a client that finds the
     * password wrong by itself, as most do, just leaves.
     */
    void close(SessionState state, String reason) {
        SessionState.Phase phase = state.phase();
        store.table(state.bmc()).remove(state);
        protections.remove(state);
        if (!state.close() || state.claim() == null) {
            return;
        }
        if (phase == SessionState.Phase.OPENING) {
            refused(state, state.userName(), reason);
            return;
        }
        LOG.info(
                "bmc={} peer={} {} closed: user={} reason={}",
                state.bmc(),
                Printable.peer(state.peer()),
                state,
                Printable.text(state.userName()),
                reason);
        publish(BridgeEvent.SESSION_CLOSED, state, "session ended: " + reason);
        watch.closed(state, reason);
    }

    private static void publish(String topic, SessionState state, String text) {
        BridgeEvent.of(topic, text)
                .with(BridgeEvent.BMC, state.bmc())
                .with(BridgeEvent.PEER, Printable.peer(state.peer()))
                .with(BridgeEvent.USER, Printable.text(state.userName()))
                .publish();
    }

    /** Ends the sessions that were idle for too long and gives up the log-ins that took too long. */
    void expire() {
        long now = nanoTime.getAsLong();
        SessionSettings current = settings.current();
        for (SessionTable table : store.tables()) {
            if (table.size() > 0) {
                for (SessionState state : table.all()) {
                    boolean active = state.isActive();
                    long limit = (active ? current.idle() : current.login()).toNanos();
                    if (now - state.lastUsedNanos() > limit) {
                        close(state, active ? "idle" : "not finished, as with a wrong password");
                    }
                }
            }
        }
    }

    @Override
    public List<Session> active(String bmc) {
        return states(bmc).stream().<Session>map(state -> state).toList();
    }

    @Override
    public int capacity() {
        return settings.current().maxSessions();
    }

    @Override
    public boolean close(String bmc, int id, String reason) {
        SessionState state = find(bmc, id);
        if (state == null || !state.isActive()) {
            return false;
        }
        close(state, reason);
        return true;
    }

    @Override
    public void closeAll(String bmc, String reason) {
        store.table(bmc).all().forEach(state -> close(state, reason));
    }

    private List<SessionState> states(String bmc) {
        return store.table(bmc).all().stream().filter(SessionState::isActive).toList();
    }

    /**
     * Makes room among the log-ins under way: the oldest one of the address that has the most of them goes, so that a host which begins
     * log-ins without end takes the room from itself and from nobody else.
     */
    private boolean giveUpOldestLogin(SessionTable table) {
        List<SessionState> opening = table.all().stream()
                .filter(state -> state.phase() == SessionState.Phase.OPENING)
                .toList();
        Map<InetAddress, Long> counts =
                opening.stream().collect(Collectors.groupingBy(SessionManager::address, Collectors.counting()));
        long now = nanoTime.getAsLong();
        Optional<SessionState> oldest = opening.stream()
                .max(Comparator.comparingLong((SessionState state) -> counts.get(address(state)))
                        .thenComparingLong(state -> now - state.lastUsedNanos()));
        oldest.ifPresent(state -> close(state, "given up for a new log-in"));
        return oldest.isPresent();
    }

    private static InetAddress address(SessionState state) {
        return state.peer().getAddress();
    }

    /** A random number over the number of a free slot, so that it is never 0 and nobody can guess it. */
    private int newId(SessionTable table) {
        int handle = 1;
        while (table.at(handle) != null) {
            handle++;
        }
        return random.nextInt() << 8 | handle;
    }
}
