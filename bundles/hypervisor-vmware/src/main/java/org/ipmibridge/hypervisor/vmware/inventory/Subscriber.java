package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.vmware.session.Session;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that there is a subscription: subscribes, follows, and subscribes again when it was lost. On a thread of its own. */
final class Subscriber implements LongPoll.Follower, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    /** For a server that answers, and refuses. */
    private static final long LONGEST_REFUSED_MILLIS = 30_000;

    private static final long STOP_MILLIS = 1_000;
    private static final long SCOPE_CHECK_NANOS = Duration.ofSeconds(10).toNanos();

    private final String hypervisor;
    private final Session session;
    private final VmTable table;
    private final Lease lease;
    private final Results results;
    private final Scope scope;
    private final LongPoll poll;
    private final Thread thread;
    private final Map<String, Problem> problems = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private long begun;
    private long scopeChecked;
    private int failures;
    private long longestPause;

    /** Is told what comes of it. */
    interface Results {
        /** All machines are known. */
        void loaded();

        /** A machine was reset. */
        void reset(Event event);
    }

    Subscriber(String hypervisor, Session session, Scope scope, VmTable table, Lease lease, Results results) {
        this.hypervisor = hypervisor;
        this.session = session;
        this.table = table;
        this.lease = lease;
        this.results = results;
        this.scope = scope;
        this.poll = new LongPoll(session, scope, table, this);
        this.thread = new Thread(this::run, "vmware-" + hypervisor + "-changes");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        lease.end();
        thread.interrupt();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #close}, in a session that goes on: nothing of it stays in the server. */
    void leave() {
        close();
        try {
            poll.leave();
        } catch (HypervisorException e) {
            LOG.debug("hypervisor {}: the subscription was not removed: {}", hypervisor, e.getMessage());
        }
    }

    @Override
    public void loaded(List<String> wrong) {
        results.loaded();
        lease.renew();
        scopeChecked = System.nanoTime();
        tell(wrong);
        LOG.info(
                "hypervisor {}: {} machines of {} are known and followed, after {} ms",
                hypervisor,
                table.all().size(),
                session.status().product().orElse("a server that does not tell what it is"),
                (System.nanoTime() - begun) / 1_000_000);
    }

    @Override
    public void told() {
        lease.renew();
        // Not before: a server may tell everything and then fail at the first question for news, again and again.
        failures = 0;
    }

    @Override
    public void reset(Event event) {
        results.reset(event);
    }

    /** Ends a subscription too when what the scope lacks may be there now. */
    @Override
    public boolean goesOn(List<String> wrong) {
        if (closed) {
            return false;
        }
        if (wrong.isEmpty() || System.nanoTime() - scopeChecked < SCOPE_CHECK_NANOS) {
            return true;
        }
        scopeChecked = System.nanoTime();
        return poll.scopeProblems().equals(wrong);
    }

    private void run() {
        while (!closed) {
            begun = System.nanoTime();
            try {
                poll.follow();
            } catch (HypervisorException e) {
                lost(e);
            } catch (RuntimeException e) {
                LOG.debug("hypervisor {}: an answer that makes no sense", hypervisor, e);
                lost(new HypervisorException("the server's answer makes no sense: " + e, e));
            }
            lease.end();
            pause();
        }
    }

    private void lost(HypervisorException why) {
        lease.end();
        failures++;
        longestPause = why instanceof HypervisorUnavailableException ? LONGEST_PAUSE_MILLIS : LONGEST_REFUSED_MILLIS;
        if (closed) {
            return;
        }
        if (failures == 1) {
            LOG.info("hypervisor {}: its changes are not followed any more: {}", hypervisor, why.getMessage());
        } else if (failures == 2 && !(why instanceof HypervisorUnavailableException)) {
            LOG.warn(
                    "hypervisor {}: its changes cannot be followed, so every command asks the server: {}",
                    hypervisor,
                    why.getMessage());
        } else {
            LOG.debug("hypervisor {}: still not followed: {}", hypervisor, why.getMessage());
        }
    }

    private void pause() {
        if (closed || failures == 0) {
            return;
        }
        try {
            Thread.sleep(Math.min(SHORTEST_PAUSE_MILLIS << Math.min(failures, 10), longestPause));
            session.awaitUp(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** What is wrong with the scope, as far as the server said last. */
    List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    private void tell(List<String> wrong) {
        problems.keySet().retainAll(wrong);
        wrong.forEach(reason -> problems.computeIfAbsent(reason, fresh -> {
            Problem problem = scope.wrong().apply(fresh);
            LOG.error("{}", problem.text());
            return problem;
        }));
    }
}
