package org.ipmibridge.shell.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * The settings of the server, checked.
 *
 * @param enabled whether it runs
 * @param address where it listens
 * @param idle after how long a connection without any traffic is closed
 * @param maxSessions how many connections there may be
 */
public record SshSettings(boolean enabled, InetSocketAddress address, Duration idle, int maxSessions) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_IDLE_MINUTES = 1_440;
    private static final int MAX_SESSIONS = 100;

    /** As long as there is no configuration. */
    static final SshSettings OFF =
            new SshSettings(false, new InetSocketAddress(InetAddress.getLoopbackAddress(), 6022), Duration.ZERO, 0);

    /** Whether only this host can connect. */
    public boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** The address as operators write it, with its port. */
    String where() {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    static SshSettings read(SshConfiguration configuration, ConfigReader reader) {
        return new SshSettings(
                reader.flag("enabled", false),
                new InetSocketAddress(
                        address(configuration, reader), reader.number("port", configuration::port, 1, MAX_PORT)),
                Duration.ofMinutes(reader.number("idle.minutes", configuration::idle_minutes, 1, MAX_IDLE_MINUTES)),
                reader.number("sessions.max", configuration::sessions_max, 1, MAX_SESSIONS));
    }

    /** An address and no name: where a server listens must not depend on a name server. */
    private static InetAddress address(SshConfiguration configuration, ConfigReader reader) {
        String text = configuration.address().strip();
        try {
            if (text.matches("[0-9.]+") || text.indexOf(':') >= 0) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw reader.wrong("address", "is no address, or of an interface that this machine lacks");
        }
        throw reader.wrong("address", "must be an IPv4 or IPv6 address");
    }
}
