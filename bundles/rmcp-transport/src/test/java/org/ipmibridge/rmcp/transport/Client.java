package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;

/** A UDP socket that speaks hexadecimal. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final DatagramSocket socket;

    /** @param server the only address that it sends to and hears */
    Client(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(server.getAddress(), 0));
        socket.connect(server);
    }

    /** A port of this address that nobody uses at this moment. */
    static InetSocketAddress free(String address) throws IOException {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
            return new InetSocketAddress(address, probe.getLocalPort());
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
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.receive(packet);
        return HexFormat.of().formatHex(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    /** Sends again and again, as clients do, until an answer comes. */
    String ask(String hex) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() < deadline) {
            try {
                send(hex);
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                socket.setSoTimeout(50);
                socket.receive(packet);
                return HexFormat.of().formatHex(Arrays.copyOf(packet.getData(), packet.getLength()));
            } catch (SocketTimeoutException | java.net.PortUnreachableException e) {
                // Nobody listens yet.
            }
        }
        throw new SocketTimeoutException("no answer to " + hex);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
