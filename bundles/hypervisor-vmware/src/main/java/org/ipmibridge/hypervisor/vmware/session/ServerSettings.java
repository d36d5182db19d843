package org.ipmibridge.hypervisor.vmware.session;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.ipmibridge.hypervisor.vmware.soap.Trust;

/**
 * A server and how to talk to it.
 *
 * @param name the hypervisor's configured name, for messages and threads
 * @param url where its API is, for instance {@code https://vcenter.example.org/sdk}
 * @param user the account
 * @param password the account's secret; never shown
 * @param trust whose certificate is believed
 * @param connectTimeout for the TCP connection and the TLS handshake
 * @param requestTimeout for one answer
 * @param taskTimeout for a task of the server, such as a power operation
 * @param threads how many calls may be under way at once
 */
public record ServerSettings(
        String name,
        URI url,
        String user,
        String password,
        Trust trust,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration taskTimeout,
        int threads) {
    public ServerSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(trust, "trust");
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("must be https://host[:port][/sdk], not " + url);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1");
        }
    }

    @Override
    public String toString() {
        return name + " at " + url + " as " + user;
    }
}
