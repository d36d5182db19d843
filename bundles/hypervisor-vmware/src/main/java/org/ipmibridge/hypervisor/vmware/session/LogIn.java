package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ServiceContent;
import com.vmware.vim25.VimPortType;
import java.net.MalformedURLException;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.ipmibridge.hypervisor.vmware.soap.HttpTransport;
import org.ipmibridge.hypervisor.vmware.soap.VimClient;

/** Begins, tests and ends sessions. Blocks. Thread-safe. */
final class LogIn {
    /** Enough to see that a server lives, and little enough to see soon that it lives again. */
    private static final Duration GLANCE = Duration.ofSeconds(2);

    private final ServerSettings settings;
    private final HttpTransport transport;
    private final Duration farewell;
    private final AtomicLong made = new AtomicLong();
    private final AtomicReference<String> left;

    /**
     * @param left the cookie of a session that a predecessor has left open; it is the first one then
     * @param farewell how long the server may take to end a session
     */
    LogIn(ServerSettings settings, HttpTransport transport, Optional<String> left, Duration farewell) {
        this.settings = settings;
        this.transport = transport;
        this.left = new AtomicReference<>(left.orElse(null));
        this.farewell = farewell;
    }

    /** How many sessions there were. */
    long made() {
        return made.get();
    }

    /** Another session, or the one that was left: whether that lives, the first call in it tells. */
    Vim begin() throws RemoteException {
        // The account's directory may be slow; that the server does not answer at all is seen before it is asked.
        ServiceContent content = port(null, glance()).retrieveServiceContent(serviceInstance());
        VimClient client = new VimClient(transport, settings.url(), settings.requestTimeout());
        client.negotiateVersion();
        VimPortType port = port(client);
        String cookie = left.getAndSet(null);
        if (cookie != null) {
            client.setCookie(cookie);
            return new Vim(port, content, made.incrementAndGet());
        }
        port.login(content.getSessionManager(), settings.user(), settings.password(), null);
        return new Vim(port, content, made.incrementAndGet());
    }

    /** Whether the session lives. */
    void test(Vim session) throws RemoteException {
        port(session.client().getCookie(), glance()).currentTime(serviceInstance());
    }

    void end(Vim session) throws RemoteException {
        port(session.client().getCookie(), farewell).logout(session.content().getSessionManager());
    }

    private Duration glance() {
        return settings.requestTimeout().compareTo(GLANCE) < 0 ? settings.requestTimeout() : GLANCE;
    }

    private VimPortType port(String cookie, Duration timeout) {
        VimClient client = new VimClient(transport, settings.url(), timeout);
        client.setCookie(cookie);
        return port(client);
    }

    private static VimPortType port(VimClient client) {
        try {
            return new VimPortType(client);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("the port type asks for no address", e);
        }
    }

    private static ManagedObjectReference serviceInstance() {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType("ServiceInstance");
        reference.setVal("ServiceInstance");
        return reference;
    }
}
