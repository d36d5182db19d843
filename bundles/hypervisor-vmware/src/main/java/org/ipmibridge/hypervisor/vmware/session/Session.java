package org.ipmibridge.hypervisor.vmware.session;

import java.time.Duration;

/** The kept session with one server, for who must know when it is another one. Thread-safe. */
public interface Session extends Calls {
    /**
     * A call on the calling thread, for a long poll on a thread of its own; made once, in the session of now or after a log-in. What a
     * session had of views, filters and collectors is gone with it: compare {@link Vim#number()}.
     *
     * @param what what is asked, in words for a message
     * @throws org.ipmibridge.hypervisor.api.HypervisorException as the stages of {@link Calls} fail; at once while the server is known to
     *     be down; when the session was lost, the next call gets another one
     */
    <T> T here(String what, VimCall<T> call);

    /**
     * Waits until the server is not known to be down.
     *
     * @return whether it is so; false when {@code most} has passed or the backend ends
     */
    boolean awaitUp(Duration most) throws InterruptedException;

    /** How the connection is, and what was counted. */
    SessionStatus status();

    /** Tells of each session that begins and of each loss, on the backend's pool, one after another. */
    void watch(SessionListener listener);

    /** Is told what becomes of the session. */
    interface SessionListener {
        /** There is a session, and it is another one than before if {@code number} is. The server answers. */
        void up(long number);

        /** The server does not answer, or refuses the log-in; until {@link #up} nothing can be asked. */
        void down(String why);
    }
}
