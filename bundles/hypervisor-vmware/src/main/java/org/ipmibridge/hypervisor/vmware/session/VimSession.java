package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ManagedObjectReference;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.hypervisor.api.CallStatistics;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.vmware.soap.HttpTransport;
import org.ipmibridge.hypervisor.vmware.soap.TransportException;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;

/** The session with one server and all that is done in it. Begins to log in when it is made. Thread-safe. */
public final class VimSession implements Session, AutoCloseable {
    /** Half of it more is no longer than the end of a bundle may take. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final ServerSettings settings;
    private final HttpTransport transport;
    private final LogIn logIn;
    private final WorkerPool pool;
    private final SessionKeeper keeper;
    private final TaskWatch tasks;
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private final Events events;

    public VimSession(ServerSettings settings) {
        this(settings, Optional.empty());
    }

    /** @param left the {@link #cookie} of a session that a predecessor has left; if the server does not know it any more, another begins */
    public VimSession(ServerSettings settings, Optional<String> left) {
        this(settings, left, FAREWELL);
    }

    /** @param farewell how long the server may take for the log-out */
    VimSession(ServerSettings settings, Optional<String> left, Duration farewell) {
        this.settings = settings;
        transport = new HttpTransport(settings.name(), settings.trust(), settings.connectTimeout());
        logIn = new LogIn(settings, transport, left, farewell);
        pool = new WorkerPool(settings.name(), settings.threads());
        events = new Events(pool, listeners);
        keeper = new SessionKeeper(
                settings, logIn, events, farewell.multipliedBy(3).dividedBy(2));
        tasks = new TaskWatch(this, settings.taskTimeout());
        keeper.start(transport::calls);
    }

    @Override
    public <T> CompletionStage<T> read(String what, VimCall<T> call) {
        return submit(what, call, 1);
    }

    @Override
    public <T> CompletionStage<T> change(String what, VimCall<T> call) {
        return submit(what, call, 0);
    }

    @Override
    public CompletionStage<Object> task(
            String what, ManagedObjectReference machine, VimCall<ManagedObjectReference> start) {
        return change(what, start).thenCompose(task -> tasks.watch(what, machine, task));
    }

    @Override
    public <T> T here(String what, VimCall<T> call) {
        Vim vim = keeper.session(what);
        try {
            return once(vim, call);
        } catch (RemoteException e) {
            throw failed(what, e);
        }
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    @Override
    public void after(Duration delay, Runnable work) {
        pool.after(delay, work);
    }

    @Override
    public boolean awaitUp(Duration most) throws InterruptedException {
        return keeper.awaitUp(most);
    }

    @Override
    public void watch(SessionListener listener) {
        listeners.add(listener);
    }

    @Override
    public SessionStatus status() {
        Optional<SessionKeeper.Kept> kept = keeper.kept();
        return new SessionStatus(
                keeper.product(),
                kept.map(SessionKeeper.Kept::since),
                transport.calls(),
                logIn.made(),
                keeper.outage().map(Outage::why));
    }

    /** What became of the calls, but for those that wait for news. */
    public CallStatistics statistics() {
        return transport.meter().statistics(pool.open());
    }

    /** What the server knows the session of now by: a secret. None while there is no session. */
    public Optional<String> cookie() {
        return keeper.kept()
                .flatMap(kept -> Optional.ofNullable(kept.vim().client().getCookie()));
    }

    /** Whether no call and no task is under way. */
    public boolean isIdle() {
        return pool.isIdle() && tasks.isIdle();
    }

    /** Fails what is open, and logs out if the server answers within a second. */
    @Override
    public void close() {
        close(Optional.empty());
    }

    /** As {@link #close()}, but a session that was left to a successor goes on. */
    public void close(Optional<String> left) {
        HypervisorException ended =
                new HypervisorUnavailableException("the bridge has ended its work with " + settings.name());
        pool.close(ended);
        tasks.close(ended);
        keeper.close(left);
        transport.close();
    }

    private <T> CompletionStage<T> submit(String what, VimCall<T> call, int again) {
        try {
            keeper.refuseWhileDown(what);
        } catch (HypervisorException e) {
            return CompletableFuture.failedStage(e);
        }
        return pool.submit(what, () -> inSession(what, call, again));
    }

    /** @param again how often it may be made again after a broken connection */
    private <T> T inSession(String what, VimCall<T> call, int again) {
        boolean fresh = false;
        int left = again;
        while (true) {
            Vim vim = keeper.session(what);
            try {
                return once(vim, call);
            } catch (VimFault e) {
                if (!e.isSessionLost() || fresh) {
                    throw Failures.translate(what, e);
                }
                fresh = true;
            } catch (TransportException e) {
                if (e.kind() != TransportException.Kind.BROKEN || left-- == 0) {
                    throw failed(what, e);
                }
            } catch (RemoteException e) {
                throw Failures.translate(what, e);
            }
        }
    }

    private <T> T once(Vim vim, VimCall<T> call) throws RemoteException {
        try {
            return call.on(vim);
        } catch (VimFault e) {
            if (e.isSessionLost()) {
                keeper.lost(vim);
            }
            throw e;
        }
    }

    private HypervisorException failed(String what, RemoteException failure) {
        if (failure instanceof TransportException unanswered) {
            keeper.suspect(unanswered);
        }
        return Failures.translate(what, failure);
    }
}
