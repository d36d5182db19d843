package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.vmware.session.Session;
import org.ipmibridge.runtime.api.problem.Problem;

/**
 * The virtual machines of one server, kept by a subscription as long as the server confirms it every few seconds, and asked for
 * otherwise.
 */
public final class Inventory implements Vms, AutoCloseable {
    /** How long an answer counts: the time that the server may take for the next one, and some more. */
    private static final Duration LEASE =
            Duration.ofSeconds(LongPoll.WAIT_SECONDS).plusMillis(1_500);

    /** How long who reads a state waits for the server. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String hypervisor;
    private final Session session;
    private final Announcer announcer;
    private final Lease lease = new Lease(LEASE, System::nanoTime);
    private final VmTable table = new VmTable(this::announce);
    private final DirectReads reads = new DirectReads(this::read);
    private final List<VmListener> listeners = new CopyOnWriteArrayList<>();
    private final List<ResetListener> resetListeners = new CopyOnWriteArrayList<>();
    private final MachineLog log;
    private final Subscriber subscriber;
    private final CompletableFuture<Void> loading = new CompletableFuture<>();
    private final CompletableFuture<Void> announcing = new CompletableFuture<>();
    /** Whether the server has told of all machines once. */
    private volatile boolean loaded;
    /** Whether all machines were known once. */
    private volatile boolean knowsAll;

    /** @param hypervisor the hypervisor's name, for messages and threads */
    public Inventory(String hypervisor, Session session, Scope scope) {
        this(hypervisor, session, scope, Known.NOTHING);
    }

    /** @param before what a predecessor knew: until the server has told it again, each machine is asked about one by one */
    public Inventory(String hypervisor, Session session, Scope scope, Known before) {
        this.hypervisor = hypervisor;
        this.session = session;
        this.announcer = new Announcer(session);
        this.log = new MachineLog(hypervisor);
        this.subscriber = new Subscriber(hypervisor, session, scope, table, lease, new Subscriber.Results() {
            @Override
            public void loaded() {
                loaded = true;
                knowsAll = true;
                loading.complete(null);
                announcer.announce(() -> announcing.complete(null));
            }

            @Override
            public void reset(Event event) {
                announceReset(event);
            }
        });
        table.begin(before);
        knowsAll = !before.machines().isEmpty();
    }

    /** Begins to read and to follow the server, on a thread of its own. */
    public void start() {
        subscriber.start();
    }

    /** Completes on the inventory's thread when the server has told of all machines for the first time. */
    public CompletionStage<Void> loaded() {
        return loading.minimalCompletionStage();
    }

    /** Completes on the backend's pool when who watches was told of all machines for the first time. */
    public CompletionStage<Void> announced() {
        return announcing.minimalCompletionStage();
    }

    /** Whether all machines are known, from the server or from a predecessor. */
    public boolean isKnown() {
        return knowsAll;
    }

    /** Whether the server has told of all machines, in this life of the inventory. */
    public boolean isLoaded() {
        return loaded;
    }

    /** What a successor begins with; nothing as long as not everything is known. */
    public Known known() {
        return knowsAll ? table.known() : Known.NOTHING;
    }

    /** Follows the server no more, in a session that goes on; direct reads go on too. Blocks for some seconds at most. */
    public void leave() {
        subscriber.leave();
    }

    /** How long ago the server confirmed what is known; none when that is not taken for true. */
    public Optional<Duration> age() {
        return lease.isLive() ? lease.age() : Optional.empty();
    }

    /** What is wrong with the scope, as far as the server said last. */
    public List<Problem> problems() {
        return subscriber.problems();
    }

    @Override
    public void close() {
        subscriber.close();
    }

    @Override
    public List<VmState> all() {
        return table.all();
    }

    @Override
    public Optional<VmState> find(String key) {
        if (!knowsAll) {
            throw unavailable();
        }
        List<VmState> found = table.find(key.trim());
        if (found.size() > 1) {
            throw new MachineNotFoundException("hypervisor " + hypervisor + ": " + key + " may be any of "
                    + found.stream().map(VmState::path).sorted().collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst();
    }

    @Override
    public CompletionStage<VmState> current(String id) {
        Optional<VmState> known = table.get(id);
        if (known.isEmpty()) {
            return CompletableFuture.failedStage(knowsAll ? gone(id) : unavailable());
        }
        return lease.isLive() ? CompletableFuture.completedStage(known.get()) : soon(id, reads.joined(id));
    }

    @Override
    public CompletionStage<VmState> refresh(String id) {
        return reads.fresh(id);
    }

    @Override
    public CompletionStage<List<Instant>> resetsSince(String id, Instant time) {
        return session.read(label(id) + ": look for resets", vim -> ResetEvents.since(vim, id, time).stream()
                .map(ResetEvents::time)
                .toList());
    }

    @Override
    public void watch(VmListener listener) {
        listeners.add(listener);
    }

    @Override
    public void watchResets(ResetListener listener) {
        resetListeners.add(listener);
    }

    /** Whoever asks for a state cannot wait as long as others may; the read itself goes on. */
    private CompletionStage<VmState> soon(String id, CompletionStage<VmState> read) {
        return read.toCompletableFuture()
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedStage(
                        failure instanceof TimeoutException
                                ? new HypervisorUnavailableException(label(id)
                                        + ": read state: no answer of the server for " + PATIENCE.toSeconds() + " s")
                                : failure));
    }

    private CompletionStage<VmState> read(String id) {
        long asked = table.tick();
        return session.read(label(id) + ": read state", vim -> VmReads.read(vim, List.of(id), table.batch()))
                .thenCompose(batch -> table.read(List.of(id), batch, asked).isEmpty() ? known(id) : read(id));
    }

    private CompletionStage<VmState> known(String id) {
        return table.get(id)
                .map(CompletableFuture::completedStage)
                .orElseGet(() -> CompletableFuture.failedStage(gone(id)));
    }

    private void announce(VmState before, VmState after) {
        boolean news = loaded;
        announcer.announce(() -> {
            Optional<VmState> then = Optional.ofNullable(before);
            Optional<VmState> now = Optional.ofNullable(after);
            if (news) {
                log.changed(then, now);
            }
            listeners.forEach(listener -> listener.changed(then, now));
        });
    }

    private void announceReset(Event event) {
        String id = event.getVm().getVm().getVal();
        Instant time = ResetEvents.time(event);
        if (table.get(id).isPresent()) {
            announcer.announce(() -> resetListeners.forEach(listener -> listener.reset(id, time)));
        }
    }

    private String label(String id) {
        return "machine " + table.get(id).map(VmState::name).orElse(id);
    }

    private MachineNotFoundException gone(String id) {
        return new MachineNotFoundException("hypervisor " + hypervisor + ": machine " + id
                + " is not there, or outside of what the bridge may touch");
    }

    private HypervisorUnavailableException unavailable() {
        String why = session.status().problem().map(problem -> ": " + problem).orElse("");
        return new HypervisorUnavailableException(
                "hypervisor " + hypervisor + ": nothing was read from the server yet" + why);
    }
}
