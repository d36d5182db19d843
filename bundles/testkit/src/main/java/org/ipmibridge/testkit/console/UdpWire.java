package org.ipmibridge.testkit.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A UDP socket of its own, which hears one BMC only. */
public final class UdpWire implements Wire {
    private final DatagramSocket socket;
    private final byte[] buffer = new byte[65536];

    public UdpWire(InetSocketAddress bmc) {
        try {
            socket = new DatagramSocket();
            socket.connect(bmc);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that the BMC sees. */
    public int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration deadline) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        try {
            socket.setSoTimeout((int) Math.max(1, deadline.toMillis()));
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(buffer, packet.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
