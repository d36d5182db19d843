package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.shell.ssh.SshSettings;
import org.ipmibridge.shell.ssh.SshUsers;
import org.ipmibridge.shell.ssh.Users;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SshLogInTest {
    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final RecordingSession session = new RecordingSession();
    private final SshClients clients = new SshClients();
    private Ed25519LogIn key;
    private SshUsers users;
    private InetSocketAddress address;
    private SshListener listener;

    @Before
    public void start() throws Exception {
        key = new Ed25519LogIn();
        users = Users.withKey("ann", key.key());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
        listener = SshListener.start(
                new SshSettings(true, address, Duration.ofMinutes(1), 4),
                (caller, console) -> session,
                users,
                directory.getRoot().toPath().resolve("ssh"),
                new Recording());
    }

    @After
    public void stop() throws Exception {
        clients.close();
        listener.close();
    }

    @Test(timeout = 60_000)
    public void anEd25519KeyLetsItsUserInAndNobodyElse() throws Exception {
        try (ClientSession ann = clients.logIn("ann", address, key)) {
            ann.executeRemoteCommand("bmc:list");
        }
        assertThat(session.lines).containsExactly("bmc:list");
        assertThatIOException().isThrownBy(() -> clients.logIn("ann", address, new Ed25519LogIn()));
        assertThatIOException().isThrownBy(() -> clients.logIn("eve", address, key));
    }

    @Test(timeout = 60_000)
    public void nothingOfThisBundleStaysWithMina() throws IOException {
        clients.logIn("ann", address, key).close();
        listener.close();

        assertThat(SecurityUtils.getRegisteredProvider(SecurityUtils.EDDSA)).isNull();
        assertThat(SecurityUtils.getEdDSASupport()).isEmpty();
        assertThat(KeyUtils.getPublicKeyEntryDecoder("ssh-ed25519")).isNull();
    }

    @Test(timeout = 60_000)
    public void whoeverGetsAPasswordLaterCanLogInWithIt() throws IOException {
        Users.addPassword(users, "bob", "correct horse");

        clients.logIn("bob", address, new Typed("correct horse")).close();
        assertThatIOException().isThrownBy(() -> clients.logIn("bob", address, new Typed("wrong horse")));
    }

    /** A user who types the same password each time. */
    private static final class Typed extends UserAuthPasswordFactory {
        private final String password;

        Typed(String password) {
            this.password = password;
        }

        @Override
        public org.apache.sshd.client.auth.password.UserAuthPassword createUserAuth(ClientSession session) {
            session.addPasswordIdentity(password);
            return new org.apache.sshd.client.auth.password.UserAuthPassword();
        }
    }
}
