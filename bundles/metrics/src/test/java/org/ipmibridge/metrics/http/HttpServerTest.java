package org.ipmibridge.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.Test;

public final class HttpServerTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int MOST = 4;
    private static final Limits NO_HURRY = new Limits(MOST, 512, Duration.ofMinutes(5), Duration.ofMinutes(5));
    private static final Limits ASK_SOON = new Limits(MOST, 512, Duration.ofMillis(300), Duration.ofMinutes(5));
    private static final Limits READ_SOON = new Limits(MOST, 512, Duration.ofMinutes(5), Duration.ofMillis(300));
    private static final String LARGE = "x".repeat(50_000_000);

    private final List<AutoCloseable> open = new ArrayList<>();

    @After
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    public void aPageIsServedAndTheConnectionEnds() throws Exception {
        String answer = ask(start(NO_HURRY), "GET /hello?x=1 HTTP/1.1\r\nHost: a\r\nAccept: b\r\naccept:c\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Connection: close\r\n")
                .endsWith("\r\n\r\n/hello b,c\n");
    }

    @Test
    public void aHeadHasNoBody() throws Exception {
        assertThat(ask(start(NO_HURRY), "HEAD /hello HTTP/1.0\n\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 7\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    public void whatIsNoRequestIsRefused() throws Exception {
        HttpServer server = start(NO_HURRY);

        for (String request : List.of(
                "hello\r\n\r\n",
                "GET hello HTTP/1.1\r\n\r\n",
                "GET /hello HTTP/2\r\n\r\n",
                "get /hello HTTP/1.1\r\n\r\n",
                "GET /hello HTTP/1.1\r\nno header\r\n\r\n",
                "\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n")) {
            assertThat(ask(server, request)).startsWith("HTTP/1.1 400 ");
        }
        assertThat(ask(server, "POST /hello HTTP/1.1\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
        assertThat(ask(server, "GET /hello HTTP/1.1\r\n" + "x".repeat(512 - 21)))
                .startsWith("HTTP/1.1 431 ");
    }

    @Test
    public void aPageThatFailsIsToldAndTheNextOneIsServed() throws Exception {
        HttpServer server = start(NO_HURRY);

        assertThat(ask(server, "GET /broken HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 500 ");
        assertThat(ask(server, "GET /hello HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    public void clientsThatAreSlowKeepNobodyFromBeingServed() throws Exception {
        HttpServer server = start(NO_HURRY);
        for (int i = 0; i < 3 * MOST; i++) {
            Socket slow = connect(server);
            slow.getOutputStream().write('G');

            assertThat(ask(server, "GET /hello HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    public void theOldestConnectionGivesWayToOneThatIsTooMany() throws Exception {
        HttpServer server = start(NO_HURRY);
        Socket oldest = connect(server);
        List<Socket> others = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            others.add(connect(server));
        }

        assertThat(oldest.getInputStream().read()).isEqualTo(-1);
        others.get(0).getOutputStream().write("GET /hello HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(all(others.get(0))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    public void whoDoesNotAskInTimeLosesTheConnection() throws Exception {
        HttpServer server = start(ASK_SOON);
        Socket silent = connect(server);
        Socket slow = connect(server);
        slow.getOutputStream().write("GET /hello HT".getBytes(StandardCharsets.US_ASCII));

        assertThat(silent.getInputStream().read()).isEqualTo(-1);
        assertThat(rest(slow)).isZero();
    }

    @Test
    public void whoDoesNotReadInTimeLosesTheConnection() throws Exception {
        HttpServer server = start(READ_SOON);
        Socket lazy = connect(server);
        lazy.getOutputStream().write("GET /large HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(ask(server, "GET /hello HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        awaitClosedByServer(server, lazy);
    }

    @Test
    public void aLargePageIsServedWhole() throws Exception {
        assertThat(ask(start(NO_HURRY), "GET /large HTTP/1.1\r\n\r\n")).hasSizeGreaterThan(LARGE.length());
    }

    @Test
    public void atTheEndThePortIsFreeAndNoThreadIsLeft() throws Exception {
        HttpServer server = serve(address(0), NO_HURRY);
        int port = server.port();
        Socket client = connect(server);
        assertThatThrownBy(() -> HttpServer.listen(address(port), HttpServerTest::page, NO_HURRY))
                .isInstanceOf(BindException.class);
        await(() -> server.connections() == 1);

        server.close();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        serve(address(port), NO_HURRY).close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("metrics-http"));
    }

    /** What is left of the page after the server gave up is less than the page. */
    private static void awaitClosedByServer(HttpServer server, Socket lazy) throws Exception {
        await(() -> server.connections() == 0);
        assertThat(rest(lazy)).isLessThan(LARGE.length());
    }

    /** How many bytes are left to read; none of a connection that was reset. */
    private static int rest(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes().length;
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
            return 0;
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static Response page(Request request) {
        return switch (request.path()) {
            case "/broken" -> throw new IllegalStateException("broken on purpose");
            case "/large" -> Response.text("200 OK", LARGE);
            default -> Response.text("200 OK", (request.path() + " " + request.accept()).strip());
        };
    }

    private HttpServer start(Limits limits) throws IOException {
        HttpServer server = serve(address(0), limits);
        open.add(server);
        return server;
    }

    private static HttpServer serve(InetSocketAddress address, Limits limits) throws IOException {
        HttpServer server = HttpServer.listen(address, HttpServerTest::page, limits);
        server.serve();
        return server;
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        open.add(socket);
        return socket;
    }

    private String ask(HttpServer server, String request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return all(socket);
        }
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
