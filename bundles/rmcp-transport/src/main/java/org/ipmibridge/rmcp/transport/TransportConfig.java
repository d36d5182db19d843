package org.ipmibridge.rmcp.transport;

import java.util.Map;
import java.util.function.IntSupplier;

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

    private static final String PID = "org.ipmibridge.rmcp.transport";

    /**
     * Copies the configuration.
     *
     * @param properties the same as text, for the message
     * @throws IllegalArgumentException if a value is wrong; the message names file, key, value and reason
     */
    static TransportConfig of(RmcpTransport.Config config, Map<String, ?> properties) {
        return new TransportConfig(
                read(properties, "io.threads", config::io_threads, 1, 64),
                read(properties, "receive.buffer.bytes", config::receive_buffer_bytes, 4096, 64 << 20),
                read(properties, "retry.seconds", config::retry_seconds, 1, 3600));
    }

    private static int read(Map<String, ?> properties, String key, IntSupplier value, int minimum, int maximum) {
        try {
            int number = value.getAsInt();
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (RuntimeException notANumber) {
            // The message below says all that this could.
        }
        Object file = properties.get("felix.fileinstall.filename");
        throw new IllegalArgumentException("%s: %s = %s: must be a whole number, %d to %d"
                .formatted(
                        file == null ? PID : file.toString().replaceFirst("^file:(//)?(?=/)", ""),
                        key,
                        properties.get(key),
                        minimum,
                        maximum));
    }
}
