package org.ipmibridge.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.After;
import org.junit.Test;

public final class MovableServerTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ALL = "0.0.0.0";
    /** Reserved for documentation (RFC 5737): no machine has it. */
    private static final String NOBODYS = "192.0.2.1";

    private final MovableServer server = new MovableServer(
            request -> Response.text("200 OK", "hello"),
            new Limits(4, 512, Duration.ofMinutes(5), Duration.ofMinutes(5)));

    @After
    public void close() {
        server.close();
    }

    @Test
    public void atTheEndOfAMoveTheFormerPortIsFree() throws Exception {
        int first = freePort();
        int second = freePort();
        server.moveTo(address(LOOPBACK, first));

        server.moveTo(address(LOOPBACK, second));

        assertThat(ask(second)).endsWith("hello\n");
        new ServerSocket(first, 1, InetAddress.getByName(LOOPBACK)).close();
    }

    @Test
    public void whereItCannotListenItStaysAtTheFormerPort() throws Exception {
        int port = freePort();
        server.moveTo(address(LOOPBACK, port));

        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            assertThatThrownBy(() -> server.moveTo(address(LOOPBACK, used.getLocalPort())))
                    .isInstanceOf(IOException.class);
        }

        assertThat(ask(port)).endsWith("hello\n");
    }

    @Test
    public void aMoveFromOneAddressToAllAndBackKeepsThePort() throws Exception {
        int port = freePort();
        for (String host : new String[] {LOOPBACK, ALL, LOOPBACK}) {
            server.moveTo(address(host, port));

            assertThat(ask(port)).endsWith("hello\n");
        }
    }

    @Test
    public void aMoveFromAllAddressesToOneThatIsNotThereEndsAtAllAgain() throws Exception {
        int port = freePort();
        server.moveTo(address(ALL, port));

        assertThatThrownBy(() -> server.moveTo(address(NOBODYS, port))).isInstanceOf(IOException.class);

        assertThat(ask(port)).endsWith("hello\n");
    }

    @Test
    public void aMoveToWhereItIsKeepsItsConnections() throws Exception {
        int port = freePort();
        server.moveTo(address(LOOPBACK, port));
        try (Socket client = connect(port)) {
            server.moveTo(address(LOOPBACK, port));

            assertThat(ask(client)).endsWith("hello\n");
        }
    }

    private static InetSocketAddress address(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName(LOOPBACK), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String ask(int port) throws IOException {
        try (Socket socket = connect(port)) {
            return ask(socket);
        }
    }

    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
