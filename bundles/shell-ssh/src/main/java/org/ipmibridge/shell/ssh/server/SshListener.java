package org.ipmibridge.shell.ssh.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.UserAuthFactory;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.shell.ssh.SshSettings;
import org.ipmibridge.shell.ssh.SshUser;
import org.ipmibridge.shell.ssh.SshUsers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An SSH server that has nothing but the shell: no forwarding, no files, no agent. */
public final class SshListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SshListener.class);
    private static final Duration LOG_IN_LIMIT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 6;
    private static final int CHANNELS = 8;

    /** Of a connection that was one too many, so that its end is no failed log-in. */
    private static final AttributeRepository.AttributeKey<Boolean> REFUSED = new AttributeRepository.AttributeKey<>();

    private final SshSettings settings;
    private final Shell shell;
    private final SshUsers users;
    private final Path directory;
    private final LogIns logIns;
    private final FailedLogIns failed = new FailedLogIns(System::nanoTime);
    private final Consumer<String> changes = this::closeSessionsOf;
    private final SshServer server;

    /**
     * Begins to listen. MINA looks its parts up through the thread that first needs them, and through the threads that this one makes.
     *
     * @param directory where the host key and the users' histories are
     * @param recording has recorded who logs in
     * @throws IOException if it cannot listen; with a message for the operator
     */
    public static SshListener start(
            SshSettings settings, Shell shell, SshUsers users, Path directory, Recording recording) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SshServer.class.getClassLoader());
        try {
            return new SshListener(settings, shell, users, directory, new LogIns(recording, Clock.systemUTC()));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private SshListener(SshSettings settings, Shell shell, SshUsers users, Path directory, LogIns logIns)
            throws IOException {
        this.logIns = logIns;
        this.settings = settings;
        this.shell = shell;
        this.users = users;
        this.directory = Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        server = SshServer.setUpDefaultServer();
        server.setHost(settings.address().getAddress().getHostAddress());
        server.setPort(settings.address().getPort());
        server.setKeyPairProvider(hostKey());
        limit();
        letIn();
        serve();
        users.watch(changes);
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        users.unwatch(changes);
        server.stop(true);
    }

    /** The key is made once and kept, so that clients know the host again. */
    private KeyPairProvider hostKey() throws IOException {
        Path file = directory.resolve("host.key");
        SimpleGeneratorHostKeyProvider provider = new SimpleGeneratorHostKeyProvider(file);
        provider.setAlgorithm("EC");
        provider.setKeySize(256);
        if (provider.loadKeys(null).isEmpty()) {
            throw new IOException("there is no host key in " + file + ", and none could be made");
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return provider;
    }

    private void limit() {
        CoreModuleProperties.IDLE_TIMEOUT.set(server, settings.idle());
        CoreModuleProperties.AUTH_TIMEOUT.set(server, LOG_IN_LIMIT);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, ATTEMPTS);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS);
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "ipmibridge");
        CoreModuleProperties.NIO_WORKERS.set(server, 2);
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        server.addSessionListener(new Connections());
    }

    private void letIn() {
        List<NamedFactory<Signature>> signatures = new ArrayList<>(server.getSignatureFactories());
        signatures.add(Ed25519.SIGNATURE);
        server.setSignatureFactories(signatures);
        server.setPublickeyAuthenticator(this::hasKey);
        server.setPasswordAuthenticator(
                (name, password, session) -> isLetIn(name, user -> user.hasPassword(password), session));
        server.setUserAuthFactories(ways());
    }

    private List<UserAuthFactory> ways() {
        List<UserAuthFactory> ways = new ArrayList<>(List.of(new KeyLogIn.Factory()));
        if (users.anyPassword()) {
            ways.add(UserAuthPasswordFactory.INSTANCE);
        }
        return ways;
    }

    private boolean hasKey(String name, PublicKey key, ServerSession session) {
        String text = key instanceof EdECPublicKey own ? Ed25519.text(own) : PublicKeyEntry.toString(key);
        return isLetIn(name, user -> user.hasKey(text), session);
    }

    private boolean isLetIn(String name, Predicate<SshUser> proof, ServerSession session) {
        boolean letIn = users.find(name).filter(proof).isPresent();
        if (!letIn) {
            logIns.tried(session, name);
        }
        return letIn;
    }

    private void serve() {
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setAgentFactory(null);
        server.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
        server.setSubsystemFactories(List.of());
        server.setShellFactory(channel -> new SshCommand(shell, caller(channel), Optional.empty(), directory));
        server.setCommandFactory(
                (channel, line) -> new SshCommand(shell, caller(channel), Optional.of(line), directory));
    }

    private Caller caller(ChannelSession channel) throws IOException {
        ServerSession session = channel.getServerSession();
        SshUser user = users.find(session.getUsername())
                .orElseThrow(() -> new IOException("there is no shell user " + session.getUsername()));
        return new Caller(
                user.name(), "ssh/" + address(session).map(SshListener::text).orElse("?"), user.role());
    }

    private String role(Session session) {
        return users.find(session.getUsername())
                .map(user -> user.role().toString())
                .orElse("?");
    }

    /** Who is no longer what the configuration said must log in again. */
    private void closeSessionsOf(String name) {
        server.setUserAuthFactories(ways());
        server.getActiveSessions().stream()
                .filter(session -> name.equals(session.getUsername()))
                .forEach(session -> session.close(true));
    }

    private static Optional<InetSocketAddress> address(Session session) {
        return Optional.ofNullable(session.getIoSession())
                .map(io -> io.getRemoteAddress())
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast);
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /** Watches connections: how many there are, and how many end without a log-in. */
    private final class Connections implements SessionListener {
        private final AtomicBoolean full = new AtomicBoolean();
        /** The oldest first; the server's own list does not have those that just come. */
        private final Set<Session> open = Collections.synchronizedSet(new LinkedHashSet<>());

        @Override
        public void sessionCreated(Session session) {
            Optional<InetAddress> host = address(session).map(InetSocketAddress::getAddress);
            if (host.filter(failed::isTooMany).isPresent()) {
                LOG.debug("SSH: {} has too many failed log-ins", host.get());
                session.close(true);
                return;
            }
            Optional<Session> tooMany = add(session);
            // Said once, as anybody can come again and again.
            if (!full.getAndSet(tooMany.isPresent()) && tooMany.isPresent()) {
                LOG.warn(
                        "SSH: {} connections are the most: one that has not logged in ends for each that comes",
                        settings.maxSessions());
            }
            tooMany.ifPresent(one -> {
                if (one == session) {
                    one.setAttribute(REFUSED, true);
                }
                one.close(true);
            });
        }

        /** The one that is too many: whoever has been longest without a log-in, and so the new one where all others have logged in. */
        private Optional<Session> add(Session session) {
            synchronized (open) {
                open.add(session);
                Optional<Session> tooMany = open.stream()
                        .filter(each -> open.size() > settings.maxSessions() && !each.isAuthenticated())
                        .findFirst();
                tooMany.ifPresent(open::remove);
                return tooMany;
            }
        }

        @Override
        public void sessionEvent(Session session, Event event) {
            if (event == Event.Authenticated) {
                address(session).map(InetSocketAddress::getAddress).ifPresent(failed::forget);
                LOG.info(
                        "SSH: user={} from={} logged in",
                        session.getUsername(),
                        address(session).map(SshListener::text).orElse("?"));
                address(session).ifPresent(peer -> logIns.opened(session, peer, role(session)));
            }
        }

        @Override
        public void sessionClosed(Session session) {
            open.remove(session);
            if (session.getAttribute(REFUSED) != null) {
                return;
            }
            address(session).ifPresent(peer -> logIns.ended(session, peer));
            if (session.isAuthenticated()) {
                LOG.info("SSH: user={} logged out", session.getUsername());
                return;
            }
            address(session).map(InetSocketAddress::getAddress).ifPresent(host -> {
                if (!failed.isTooMany(host)) {
                    failed.add(host);
                    LOG.info("SSH: a connection from {} ended without a log-in", host.getHostAddress());
                    if (failed.isTooMany(host)) {
                        LOG.warn(
                                "SSH: {} had {} connections without a log-in within a minute and is refused for the rest of it",
                                host.getHostAddress(),
                                FailedLogIns.MOST);
                    }
                }
            });
        }
    }
}
