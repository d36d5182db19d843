package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A BMC behind a relay that hides its IPMI v2.0: Get Channel Authentication Capabilities tells of version 1.5 only. One client at a time. */
final class OldBmc implements AutoCloseable {
    private static final int MESSAGE = 14;
    private static final int COMMAND = MESSAGE + 5;
    private static final int AUTHENTICATION_TYPES = MESSAGE + 8;
    private static final int EXTENDED_CAPABILITIES = MESSAGE + 10;
    private static final int GET_CHANNEL_AUTHENTICATION_CAPABILITIES = 0x38;

    private final Selector selector = Selector.open();
    private final DatagramChannel front;
    private final DatagramChannel back;
    private final ByteBuffer buffer = ByteBuffer.allocate(2048);
    private SocketAddress client;

    private OldBmc(InetSocketAddress bmc) throws IOException {
        front = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        back = DatagramChannel.open().connect(bmc);
        for (DatagramChannel channel : new DatagramChannel[] {front, back}) {
            channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        }
    }

    static OldBmc before(InetSocketAddress bmc) throws IOException {
        OldBmc relay = new OldBmc(bmc);
        Thread thread = new Thread(relay::run, "old-bmc");
        thread.setDaemon(true);
        thread.start();
        return relay;
    }

    int port() {
        return front.socket().getLocalPort();
    }

    private void run() {
        try {
            while (front.isOpen()) {
                selector.select();
                selector.selectedKeys().clear();
                forward();
                answer();
            }
        } catch (IOException | ClosedSelectorException e) {
            // The test is over.
            return;
        }
    }

    private void forward() throws IOException {
        buffer.clear();
        SocketAddress from = front.receive(buffer);
        if (from != null) {
            client = from;
            back.write(buffer.flip());
        }
    }

    private void answer() throws IOException {
        buffer.clear();
        if (back.read(buffer) > 0) {
            buffer.flip();
            hideVersion2(buffer);
            front.send(buffer, client);
        }
    }

    private static void hideVersion2(ByteBuffer datagram) {
        int last = datagram.limit() - 1;
        if (last <= EXTENDED_CAPABILITIES
                || datagram.get(4) != 0
                || datagram.get(COMMAND) != GET_CHANNEL_AUTHENTICATION_CAPABILITIES) {
            return;
        }
        datagram.put(AUTHENTICATION_TYPES, (byte) (datagram.get(AUTHENTICATION_TYPES) & 0x7F));
        datagram.put(EXTENDED_CAPABILITIES, (byte) 0);
        int sum = 0;
        for (int i = MESSAGE + 3; i < last; i++) {
            sum += datagram.get(i);
        }
        datagram.put(last, (byte) -sum);
    }

    @Override
    public void close() throws IOException {
        front.close();
        back.close();
        selector.close();
    }
}
