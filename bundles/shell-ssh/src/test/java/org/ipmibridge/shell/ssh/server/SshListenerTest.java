package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.sshd.client.session.ClientSession;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.shell.ssh.SshSettings;
import org.ipmibridge.shell.ssh.Users;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SshListenerTest {
    private final RecordingSession session = new RecordingSession();
    private final SshClients clients = new SshClients();

    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final InetSocketAddress address;
    private Ed25519LogIn key;
    private SshListener listener;

    public SshListenerTest() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
    }

    @After
    public void stop() throws Exception {
        clients.close();
        if (listener != null) {
            listener.close();
        }
    }

    @Test(timeout = 60_000)
    public void whoIsRefusedForLackOfRoomIsNotShutOutForIt() throws Exception {
        listen(1);
        try (ClientSession first = clients.logIn("ann", address, key)) {
            for (int i = 0; i <= FailedLogIns.MOST; i++) {
                try (Socket other = connect()) {
                    assertThat(greeting(other)).isFalse();
                }
            }
            first.executeRemoteCommand("bmc:list");
        }
        boolean served = false;
        while (!served) {
            try (Socket next = connect()) {
                served = greeting(next);
            }
        }
    }

    @Test(timeout = 60_000)
    public void whoeverHasBeenLongestWithoutALogInMakesRoomForTheNext() throws Exception {
        listen(3);
        try (ClientSession ann = clients.logIn("ann", address, key);
                Socket oldest = connect();
                Socket other = connect()) {
            assertThat(greeting(oldest)).isTrue();
            assertThat(greeting(other)).isTrue();
            try (ClientSession late = clients.logIn("ann", address, key)) {
                awaitEnd(oldest);
                late.executeRemoteCommand("bmc:list");
            }
            ann.executeRemoteCommand("machine:list");
            assertThat(session.lines).containsExactly("bmc:list", "machine:list");
        }
    }

    @Test(timeout = 60_000)
    public void whoeverComesAgainAndAgainWithoutALogInIsShutOutAndTakesNoMoreRoom() throws Exception {
        listen(1);
        Socket last = connect();
        assertThat(greeting(last)).isTrue();
        Socket next = connect();
        while (greeting(next)) {
            awaitEnd(last);
            last.close();
            last = next;
            next = connect();
        }
        next.close();
        // The last one that was served still is.
        last.getOutputStream().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(last.getInputStream().readNBytes(200)).hasSize(200);
        last.close();
    }

    private void listen(int most) throws Exception {
        key = new Ed25519LogIn();
        listener = SshListener.start(
                new SshSettings(true, address, Duration.ofMinutes(1), most),
                (caller, console) -> session,
                Users.withKey("ann", key.key()),
                directory.getRoot().toPath().resolve("ssh"),
                new Recording());
    }

    private Socket connect() throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    /** Whether the server says who it is; otherwise it has closed the connection. */
    private static boolean greeting(Socket socket) {
        try {
            byte[] begin = socket.getInputStream().readNBytes(8);
            return new String(begin, StandardCharsets.US_ASCII).equals("SSH-2.0-");
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until the server has closed the connection. */
    private static void awaitEnd(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // That is an end too.
        }
    }
}
