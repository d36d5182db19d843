package org.ipmibridge.ipmi.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;

/** A UDP socket of its own, which hears one BMC only. */
public final class UdpWire implements Wire {
    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65536);

    public UdpWire(InetSocketAddress bmc) {
        try {
            selector = Selector.open();
            channel = DatagramChannel.open();
            channel.connect(bmc);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that the BMC sees. */
    public int localPort() {
        return channel.socket().getLocalPort();
    }

    @Override
    public void send(byte[] datagram) {
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            buffer.clear();
            while (channel.read(buffer) == 0) {
                long left = (end - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return Optional.empty();
                }
                selector.select(left);
                selector.selectedKeys().clear();
            }
            byte[] datagram = new byte[buffer.flip().remaining()];
            buffer.get(datagram);
            return Optional.of(datagram);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
