package org.ipmibridge.hypervisor.vmware.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.MachineBusyException;

/** The threads of one server's calls. Thread-safe. */
final class WorkerPool implements Executor {
    /** How many calls may be under way or wait. */
    static final int CAPACITY = 1000;

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
    private volatile HypervisorException ended;

    /** @param name the hypervisor's name, for the threads */
    WorkerPool(String name, int threads) {
        workers = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Threads.named("vmware-" + name),
                (work, pool) -> {});
        workers.allowCoreThreadTimeOut(true);
        timer = Threads.timer("vmware-" + name + "-timer");
    }

    /**
     * Runs a call that may block.
     *
     * @param what in words for a message
     * @return fails with a {@link HypervisorException}; with {@link MachineBusyException} if too many wait already
     */
    <T> CompletionStage<T> submit(String what, Callable<T> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (open.size() >= CAPACITY) {
            done.completeExceptionally(
                    new MachineBusyException(what + ": refused, because " + CAPACITY + " calls wait already"));
            return done;
        }
        open.add(done);
        workers.execute(() -> run(what, call, done));
        if (ended != null) {
            end(done);
        }
        return done;
    }

    /** Never refused: those who use it have a bound of their own. */
    @Override
    public void execute(Runnable work) {
        workers.execute(work);
    }

    void after(Duration delay, Runnable work) {
        timer.schedule(() -> workers.execute(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many calls are under way or wait. */
    int open() {
        return open.size();
    }

    /** Whether nothing runs or waits of what was submitted. */
    boolean isIdle() {
        return open.isEmpty();
    }

    /** Begins nothing any more, and fails everything that is open. */
    void close(HypervisorException reason) {
        ended = reason;
        timer.shutdownNow();
        workers.getQueue().clear();
        workers.shutdown();
        open.forEach(this::end);
    }

    private <T> void run(String what, Callable<T> call, CompletableFuture<T> done) {
        try {
            T result = call.call();
            open.remove(done);
            done.complete(result);
        } catch (Exception e) {
            open.remove(done);
            done.completeExceptionally(Failures.translate(what, e));
        } catch (Error e) {
            open.remove(done);
            done.completeExceptionally(Failures.translate(what, e));
            throw e;
        }
    }

    private void end(CompletableFuture<?> done) {
        open.remove(done);
        done.completeExceptionally(ended);
    }
}
