package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.Event;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.vmware.session.Session;

/** Follows one subscription from its first answer to its end, and keeps the table by it. Used by one thread. */
final class LongPoll {
    /** How long the server may keep a question when there is nothing new, in seconds. */
    static final int WAIT_SECONDS = 2;

    private final Session session;
    private final Scope scope;
    private final VmTable table;
    private final Follower follower;
    private final ResetEvents resets = new ResetEvents();
    /** The last one, also when it did not come about. */
    private Optional<Subscription> subscription = Optional.empty();

    /** Is told how it goes. */
    interface Follower {
        /** Everything is known. @param problems what is wrong with the scope, for the operator */
        void loaded(List<String> problems);

        /** The server has told all that is new. */
        void told();

        /** A machine was reset. */
        void reset(Event event);

        /** Whether to go on. */
        boolean goesOn(List<String> problems);
    }

    LongPoll(Session session, Scope scope, VmTable table, Follower follower) {
        this.session = session;
        this.scope = scope;
        this.table = table;
        this.follower = follower;
    }

    /**
     * Subscribes and follows.
     *
     * @throws HypervisorException when that came to an end, because of the server
     */
    void follow() {
        long asked = table.tick();
        Batch folders = table.batch();
        Subscription current = subscribe(folders);
        take(folders, asked);
        load(current, folders);
        resets.begin();
        follower.loaded(current.problems());
        while (follower.goesOn(current.problems())) {
            step(current);
            follower.told();
        }
    }

    /** Takes what it made away from a session that goes on without it. */
    void leave() {
        subscription.ifPresent(made -> session.here("end the subscription", vim -> {
            made.close(vim);
            return made;
        }));
    }

    /** What is wrong with the scope at this moment. */
    List<String> scopeProblems() {
        return session.here(
                "look for what the bridge may touch", vim -> scope.find(vim).problems());
    }

    private Subscription subscribe(Batch folders) {
        return session.here("subscribe to changes", vim -> {
            if (subscription.isPresent()) {
                subscription.get().close(vim);
                subscription = Optional.empty();
            }
            Subscription next = Subscription.to(vim, scope);
            subscription = Optional.of(next);
            next.open(vim, (filter, update) -> folders.add(update));
            return next;
        });
    }

    /** Not every server tells of the folders again. */
    private void load(Subscription current, Batch folders) {
        Set<String> vms = new HashSet<>();
        Set<String> nodes = new HashSet<>(folders.nodes().keySet());
        boolean more = true;
        while (more) {
            long asked = table.tick();
            Batch batch = table.batch();
            more = poll(current, 0, batch);
            vms.addAll(batch.vms().keySet());
            nodes.addAll(batch.nodes().keySet());
            take(batch, asked);
        }
        table.retain(vms, nodes);
    }

    private void step(Subscription current) {
        int seconds = WAIT_SECONDS;
        boolean more = true;
        while (more) {
            long asked = table.tick();
            Batch batch = table.batch();
            more = poll(current, seconds, batch);
            take(batch, asked);
            seconds = 0;
        }
    }

    private boolean poll(Subscription current, int seconds, Batch batch) {
        Optional<Boolean> more = session.here(
                "wait for changes",
                vim -> current.isOf(vim)
                        ? Optional.of(current.poll(vim, seconds, (filter, update) -> batch.add(update)))
                        : Optional.<Boolean>empty());
        return more.orElseThrow(
                () -> new HypervisorUnavailableException("wait for changes: the session is another one"));
    }

    private void take(Batch batch, long asked) {
        readAgain(table.update(batch, asked));
        if (batch.events().getEvent() != null) {
            Collection<Event> fresh = session.here("look for resets", vim -> resets.take(vim, batch.events()));
            fresh.forEach(follower::reset);
        }
    }

    private void readAgain(Set<String> unsure) {
        Set<String> left = unsure;
        while (!left.isEmpty()) {
            Set<String> ids = left;
            long asked = table.tick();
            left = table.read(ids, read(ids), asked);
        }
    }

    private Batch read(Set<String> ids) {
        try {
            return session.here("read what has changed", vim -> VmReads.read(vim, ids, table.batch()));
        } catch (MachineNotFoundException e) {
            return ids.size() == 1 ? table.batch() : oneByOne(ids);
        }
    }

    /** For servers that refuse to tell of any when one is gone. */
    private Batch oneByOne(Set<String> ids) {
        Batch all = table.batch();
        ids.forEach(id -> all.addAll(read(Set.of(id))));
        return all;
    }
}
