package org.ipmibridge.testkit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.ipmi.api.transport.Reply;
import org.ipmibridge.ipmi.console.Wire;

/**
 * Leads straight into a session layer, without a network in between; the packet is handled on the sender's thread. As the transport does, it
 * hands on only what has an RMCP header of class IPMI.
 */
public final class HandlerWire implements Wire {
    private static final byte[] RMCP_HEADER = {6, 0, (byte) 0xFF, 7};

    private final PacketHandler handler;
    private final Bmc bmc;
    private final InetSocketAddress peer;
    private final BlockingQueue<byte[]> replies = new LinkedBlockingQueue<>();
    private final Reply reply = this::reply;

    /** @param peer where the packets pretend to come from */
    public HandlerWire(PacketHandler handler, Bmc bmc, InetSocketAddress peer) {
        this.handler = handler;
        this.bmc = bmc;
        this.peer = peer;
    }

    @Override
    public void send(byte[] datagram) {
        if (datagram.length < RMCP_HEADER.length || datagram[0] != RMCP_HEADER[0] || datagram[3] != RMCP_HEADER[3]) {
            return;
        }
        byte[] buffer = datagram.clone();
        handler.handle(bmc, peer, buffer, RMCP_HEADER.length, buffer.length - RMCP_HEADER.length, reply);
        Arrays.fill(buffer, (byte) 0xEE); // the buffer is the handler's during the call only
    }

    @Override
    public Optional<byte[]> receive(Duration deadline) {
        try {
            return Optional.ofNullable(replies.poll(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        replies.clear();
    }

    private void reply(byte[] packet, int length) {
        byte[] datagram = Arrays.copyOf(RMCP_HEADER, RMCP_HEADER.length + length);
        System.arraycopy(packet, 0, datagram, RMCP_HEADER.length, length);
        replies.add(datagram);
    }
}
