package org.ipmibridge.rmcp.transport;

import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * The configuration, checked.
 *
 * @param ioThreads how many threads receive, 1 to 64
 * @param receiveBufferBytes the receive buffer that is asked for, 4096 to 64 MiB; the kernel may grant less
 * @param retrySeconds the time between two attempts to open an endpoint, 1 to 3600
 */
record TransportConfig(int ioThreads, int receiveBufferBytes, int retrySeconds) {
    /** What is in force where nothing else was ever configured. */
    static final TransportConfig DEFAULT = new TransportConfig(2, 1 << 20, 2);

    /** Whether what is served by another configuration is served as this one wants it. */
    boolean hasSocketsOf(TransportConfig other) {
        return ioThreads == other.ioThreads && receiveBufferBytes == other.receiveBufferBytes;
    }

    /**
     * Copies the configuration.
     *
     * @param reader of the same as text, for the message
     * @throws IllegalArgumentException if a value is wrong; the message names file, key, value and reason
     */
    static TransportConfig of(RmcpTransport.Config config, ConfigReader reader) {
        return new TransportConfig(
                reader.number("io.threads", config::io_threads, 1, 64),
                reader.number("receive.buffer.bytes", config::receive_buffer_bytes, 4096, 64 << 20),
                reader.number("retry.seconds", config::retry_seconds, 1, 3600));
    }
}
