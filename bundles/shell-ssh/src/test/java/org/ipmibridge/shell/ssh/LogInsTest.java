package org.ipmibridge.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.ipmi.api.observe.SessionChange.Kind;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.shell.ssh.server.SshListener;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the record is told of those who log in. */
public final class LogInsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "a long password";
    private static final Shell NO_SHELL = (caller, console) -> {
        throw new AssertionError("nobody wants a shell");
    };

    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final BlockingQueue<SessionChange> recorded = new LinkedBlockingQueue<>();
    private final SshClient client = SshClient.setUpDefaultClient();
    private InetSocketAddress address;
    private SshListener listener;

    @Before
    public void listen() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
        SshUsers users = new SshUsers();
        users.put(this, new SshUser("ann", Role.OPERATOR, Set.of(), Optional.empty(), Optional.of(PASSWORD)));
        Recording recording = new Recording();
        recording.use(happening -> {
            recorded.add((SessionChange) happening);
            return CompletableFuture.completedFuture(null);
        });
        listener = SshListener.start(
                new SshSettings(true, address, Duration.ofMinutes(1), 4),
                NO_SHELL,
                users,
                directory.getRoot().toPath().resolve("ssh"),
                recording);
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        client.start();
    }

    @After
    public void stop() throws Exception {
        client.stop();
        listener.close();
    }

    @Test
    public void whoLogsInIsRecordedAndSoIsTheEnd() throws Exception {
        try (ClientSession session = connect("ann")) {
            session.addPasswordIdentity("wrong at first");
            session.addPasswordIdentity(PASSWORD);
            session.auth().verify(PATIENCE);
            expect(Kind.OPENED, "ann", "role operator");
        }
        SessionChange closed = expect(Kind.CLOSED, "ann", "the connection ended");
        assertThat(closed.lasted()).isPositive();
        assertThat(closed.bmc()).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    public void whoHasNoRightPasswordIsRecordedWithTheNameThatWasTried() throws Exception {
        for (String name : List.of("ann", "eve")) {
            try (ClientSession session = connect(name)) {
                session.addPasswordIdentity("wrong");
                assertThatThrownBy(() -> session.auth().verify(PATIENCE)).isInstanceOf(SshException.class);
            }
            expect(Kind.REFUSED, name, "no key or password was right");
        }
    }

    @Test
    public void whoOnlyLooksWhetherThePortIsOpenIsNoFailedLogIn() throws Exception {
        try (Socket looks = new Socket(address.getAddress(), address.getPort())) {
            assertThat(looks.getInputStream().read()).isPositive();
        }
        try (ClientSession session = connect("ann")) {
            session.addPasswordIdentity(PASSWORD);
            session.auth().verify(PATIENCE);
        }
        expect(Kind.OPENED, "ann", "role operator");
    }

    private ClientSession connect(String name) throws Exception {
        return client.connect(name, address).verify(PATIENCE).getSession();
    }

    private SessionChange expect(Kind kind, String user, String detail) throws InterruptedException {
        SessionChange change = recorded.poll(30, TimeUnit.SECONDS);
        assertThat(change).as("the record of it").isNotNull();
        assertThat(change)
                .extracting(SessionChange::kind, SessionChange::user, SessionChange::detail)
                .containsExactly(kind, user, detail);
        assertThat(change.peer().getAddress()).isEqualTo(address.getAddress());
        return change;
    }
}
