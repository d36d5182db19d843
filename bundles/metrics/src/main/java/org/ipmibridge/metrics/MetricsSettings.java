package org.ipmibridge.metrics;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * The settings, checked.
 *
 * @param enabled whether figures are kept and served
 * @param address where they are served
 */
record MetricsSettings(boolean enabled, InetSocketAddress address) {
    private static final int MAX_PORT = 65_535;

    /** As long as there is no configuration. */
    static final MetricsSettings OFF =
            new MetricsSettings(false, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9623));

    static MetricsSettings read(MetricsConfiguration configuration, ConfigReader reader) {
        return new MetricsSettings(
                reader.flag("enabled", false),
                new InetSocketAddress(
                        address(configuration, reader), reader.number("port", configuration::port, 1, MAX_PORT)));
    }

    /** Whether only this host can connect. */
    boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** For people. */
    String where() {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** An address and no name: where a server listens must not depend on a name server. */
    private static InetAddress address(MetricsConfiguration configuration, ConfigReader reader) {
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
