package org.ipmibridge.ipmi.console;

/** An open session with a BMC, of either version of IPMI. Not thread-safe. */
public interface Session extends AutoCloseable {
    /**
     * Sends a command and waits for its answer. Each value of {@code data} is one byte.
     *
     * @return the answer, whatever its completion code
     * @throws NoAnswerException if none came
     */
    Message command(int netFn, int command, int... data);

    /** Close Session; the socket stays open. */
    Message closeSession();

    /** How packets are protected, for people. */
    String protection();

    /** Gives the socket back; the session stays open at the BMC unless it was closed. */
    @Override
    void close();
}
