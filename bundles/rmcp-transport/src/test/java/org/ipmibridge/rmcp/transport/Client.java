package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A UDP socket that speaks hexadecimal. */
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RESEND = Duration.ofMillis(50);

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final DatagramSocket socket;

    /** @param server the only address that it sends to and hears */
    Client(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
        socket.connect(server);
    }

    /** An address with a port that nobody uses at this moment, and that no other call gave. */
    static InetSocketAddress free(String address) throws IOException {
        while (true) {
            try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
                if (GIVEN.add(probe.getLocalPort())) {
                    return new InetSocketAddress(address, probe.getLocalPort());
                }
            }
        }
    }

    void send(String hex) throws IOException {
        send(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    /** The next datagram; fails when none comes. */
    String receive() throws IOException {
        return receive(PATIENCE).orElseThrow(() -> new SocketTimeoutException("no answer"));
    }

    /** Sends again and again, as clients do, until an answer comes. */
    String ask(String hex) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                send(hex);
                Optional<String> answer = receive(RESEND);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (PortUnreachableException e) {
                // Nobody listens yet, or no longer.
            }
        }
        throw new SocketTimeoutException("no answer to " + hex);
    }

    /** Whether nobody listens at the address, as the kernel tells. */
    boolean isRefused() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                send("00");
                receive(RESEND);
            } catch (PortUnreachableException e) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> receive(Duration patience) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.setSoTimeout((int) patience.toMillis());
        try {
            socket.receive(packet);
            return Optional.of(HexFormat.of().formatHex(Arrays.copyOf(packet.getData(), packet.getLength())));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
