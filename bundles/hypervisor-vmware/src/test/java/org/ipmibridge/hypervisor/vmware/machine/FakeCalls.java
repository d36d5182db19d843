package org.ipmibridge.hypervisor.vmware.machine;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.ipmibridge.hypervisor.vmware.session.Failures;
import org.ipmibridge.hypervisor.vmware.session.Vim;
import org.ipmibridge.hypervisor.vmware.session.VimCall;
import org.ipmibridge.testkit.FakeClock;

/** Calls of one bridge to a server in memory, at once. The bridge can be told to die at its n-th call, before or after the server did it. */
final class FakeCalls implements Calls {
    private final FakeServer server;
    private final FakeClock clock;
    private final Vim vim;
    /** How many calls of any kind were made. */
    private int made;

    private int lastCall = Integer.MAX_VALUE;
    private boolean lastIsDone;
    private boolean dead;
    /** How many calls fail from now on, as with a server that is away. */
    private int failing;

    private boolean breaksAfterDone;

    FakeCalls(FakeServer server, FakeClock clock) {
        this.server = server;
        this.clock = clock;
        ServiceContent content = new ServiceContent();
        content.rootFolder = new ManagedObjectReference();
        vim = new Vim(server, content);
    }

    int made() {
        return made;
    }

    /** Dies at this call; {@code done}: when the server has done it, but before the bridge knows. */
    void dieAt(int call, boolean done) {
        lastCall = call;
        lastIsDone = done;
    }

    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** The connection breaks under the next change: the server does it, and nobody is told. */
    void breakUnderNextChange() {
        breaksAfterDone = true;
    }

    void failNext(int count) {
        failing = count;
    }

    @Override
    public <T> CompletionStage<T> read(String what, VimCall<T> call) {
        return make(what, call);
    }

    @Override
    public <T> CompletionStage<T> change(String what, VimCall<T> call) {
        return make(what, call);
    }

    @Override
    public CompletionStage<Object> task(
            String what, ManagedObjectReference machine, VimCall<ManagedObjectReference> start) {
        return make(what, start).thenApply(task -> server.result());
    }

    @Override
    public void after(Duration delay, Runnable work) {
        clock.scheduler()
                .schedule(
                        () -> {
                            if (!dead) {
                                work.run();
                            }
                        },
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void execute(Runnable work) {
        work.run();
    }

    private <T> CompletionStage<T> make(String what, VimCall<T> call) {
        if (dead || failing > 0) {
            failing--;
            return away(what);
        }
        made++;
        boolean last = made == lastCall;
        dead = last;
        if (last && !lastIsDone) {
            return away(what);
        }
        int before = server.changes.size();
        CompletionStage<T> stage = done(what, call);
        boolean broken = breaksAfterDone && server.changes.size() > before;
        breaksAfterDone &= !broken;
        return last || broken ? away(what) : stage;
    }

    private <T> CompletionStage<T> done(String what, VimCall<T> call) {
        try {
            return CompletableFuture.completedStage(call.on(vim));
        } catch (RemoteException | HypervisorException e) {
            return CompletableFuture.failedStage(Failures.translate(what, e));
        }
    }

    static <T> CompletionStage<T> away(String what) {
        return CompletableFuture.failedStage(new HypervisorUnavailableException(what + ": the connection broke"));
    }
}
