package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.shell.ssh.SshSettings;
import org.ipmibridge.shell.ssh.SshUsers;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SshListenerTest {
    private static final Shell NO_SHELL = (caller, console) -> {
        throw new AssertionError("nobody logs in");
    };

    @Rule
    public final TemporaryFolder directory = new TemporaryFolder();

    private final InetSocketAddress address;

    public SshListenerTest() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
    }

    @Test(timeout = 60_000)
    public void whoIsRefusedForLackOfRoomIsNotShutOutForIt() throws Exception {
        SshSettings one = new SshSettings(true, address, Duration.ofMinutes(1), 1);
        SshListener listener = SshListener.start(
                one, NO_SHELL, new SshUsers(), directory.getRoot().toPath().resolve("ssh"), new Recording());
        try {
            try (Socket first = connect()) {
                assertThat(greeting(first)).isTrue();
                for (int i = 0; i <= FailedLogIns.MOST; i++) {
                    try (Socket other = connect()) {
                        assertThat(greeting(other)).isFalse();
                    }
                }
            }
            boolean served = false;
            while (!served) {
                try (Socket next = connect()) {
                    served = greeting(next);
                }
            }
        } finally {
            listener.close();
        }
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
}
