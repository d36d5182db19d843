package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ManagedObjectReference;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Calls to one server, on the backend's own bounded pool. No method blocks; a stage fails only with a
 * {@link org.ipmibridge.hypervisor.api.HypervisorException}, whose message begins with {@code what}. Thread-safe.
 */
public interface Calls extends Executor {
    /**
     * A call that changes nothing. It is made again once when the session was lost (after one log-in) or the connection broke.
     *
     * @param what what is asked, in words for a message, for instance {@code web01: read power state}
     */
    <T> CompletionStage<T> read(String what, VimCall<T> call);

    /**
     * A call that changes something. It is made again only when the server said that it did not do it for want of a session; when
     * the connection broke under it, it fails, because nobody knows what became of it.
     */
    <T> CompletionStage<T> change(String what, VimCall<T> call);

    /**
     * A change that is a task of the server. Completes with the task's result when the task has ended well, and fails as its error says, or
     * after the configured time. A question that the machine asks meanwhile is answered if it is about a locked CD drive, else named in the
     * log and in the failure. A task of which the connection broke is looked for again, never begun again.
     *
     * @param machine the virtual machine that the task is about
     */
    CompletionStage<Object> task(String what, ManagedObjectReference machine, VimCall<ManagedObjectReference> start);

    /** Runs {@code work} on the pool when {@code delay} has passed; never, if the backend ends before. */
    void after(Duration delay, Runnable work);
}
