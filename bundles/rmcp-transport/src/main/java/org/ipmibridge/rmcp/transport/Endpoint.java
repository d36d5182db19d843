package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.rmcp.RmcpHeader;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open UDP socket of a BMC. Any thread may send; only the I/O thread that it is registered with receives. */
final class Endpoint {
    /** More than any legal datagram has; a longer one fills the buffer, which tells that it was cut. */
    static final int BUFFER_LENGTH = 2048;

    /** How many datagrams are taken at once, at most, before other sockets have their turn. */
    private static final int LONGEST_BURST = 32;

    private static final byte[] IPMI_HEADER = encode(RmcpHeader.IPMI);

    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

    private final InetSocketAddress address;
    private final DatagramChannel channel;
    private final RmcpReceiver receiver;
    /** Shared by all endpoints of one I/O thread: of ten thousand, each with its own, the buffers would be what takes the memory. */
    private volatile ByteBuffer outgoing;

    private volatile Bmc bmc;
    private DatagramReply latestReply;
    private int burst = 1;

    private Endpoint(Bmc bmc, InetSocketAddress address, DatagramChannel channel, RmcpReceiver receiver) {
        this.bmc = bmc;
        this.address = address;
        this.channel = channel;
        this.receiver = receiver;
        latestReply = new DatagramReply(this, null);
    }

    /**
     * Opens the socket, or takes over the one that this bundle's predecessor left open.
     *
     * @param address resolved
     * @param receiveBufferBytes the buffer that is asked for; what the kernel grants is enough
     * @throws TooManyOpenFilesException if there is no room for it
     * @throws IOException if the address is in use, is none of this machine, or may not be used
     */
    static Endpoint open(
            Bmc bmc,
            InetSocketAddress address,
            int receiveBufferBytes,
            RmcpReceiver receiver,
            HandOver parked,
            OpenFiles files)
            throws IOException {
        Optional<DatagramChannel> predecessors =
                parked.take(address, DatagramChannel.class).filter(DatagramChannel::isOpen);
        DatagramChannel channel = predecessors.isPresent() ? predecessors.get() : newChannel(address, files);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
            if (predecessors.isEmpty()) {
                channel.bind(address);
            }
            return new Endpoint(bmc, address, channel, receiver);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel newChannel(InetSocketAddress address, OpenFiles files) throws IOException {
        if (!files.takeOne()) {
            throw new TooManyOpenFilesException();
        }
        return DatagramChannel.open(family(address));
    }

    private static ProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    Bmc bmc() {
        return bmc;
    }

    /** Asks the kernel for another receive buffer; without it the one before serves on. */
    void bufferUpTo(int receiveBufferBytes) {
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
        } catch (IOException e) {
            log.warn("bmc={} keeps its receive buffer: {}", bmc.name(), e.getMessage());
        }
    }

    /**
     * Before the first packet.
     *
     * @param buffer a direct buffer of {@link #BUFFER_LENGTH} bytes; who uses it holds its monitor
     */
    void sendFrom(ByteBuffer buffer) {
        outgoing = buffer;
    }

    /** From now on it receives for this BMC, which is the same one after its bundle was replaced. */
    void serve(Bmc successor) {
        bmc = successor;
    }

    /** The address that it was asked to listen on. */
    InetSocketAddress address() {
        return address;
    }

    DatagramChannel channel() {
        return channel;
    }

    /**
     * Takes what has arrived. A second datagram is looked for only when it is likely, as each look costs a system call: after a turn that
     * found all it looked for.
     *
     * @param incoming a direct buffer of {@link #BUFFER_LENGTH} bytes
     * @param datagram an array of the same length
     */
    void receive(ByteBuffer incoming, byte[] datagram) throws IOException {
        int received = 0;
        while (received < burst && receiveOne(incoming, datagram)) {
            received++;
        }
        burst = received == burst ? Math.min(2 * burst, LONGEST_BURST) : Math.max(1, received);
    }

    private boolean receiveOne(ByteBuffer incoming, byte[] datagram) throws IOException {
        incoming.clear();
        InetSocketAddress peer = (InetSocketAddress) channel.receive(incoming);
        if (peer == null) {
            return false;
        }
        int length = incoming.position();
        if (length == BUFFER_LENGTH) {
            debug(peer, length, "or more dropped");
            return true;
        }
        incoming.get(0, datagram, 0, length);
        receiver.receive(this, peer, datagram, length);
        return true;
    }

    /** The way back to a sender. The JDK gives equal senders in a row as one object, and they share one reply. */
    DatagramReply replyTo(InetSocketAddress peer) {
        DatagramReply reply = latestReply;
        if (reply.peer() != peer) {
            reply = new DatagramReply(this, peer);
            latestReply = reply;
        }
        return reply;
    }

    /** Sends a message, or loses it, as any datagram can be. Neither blocks nor throws. */
    void send(InetSocketAddress peer, RmcpHeader header, byte[] message, int length) {
        if (length > BUFFER_LENGTH - RmcpHeader.LENGTH) {
            debug(peer, length, "lost: more than any message has");
            return;
        }
        try {
            boolean sent = transmit(peer, header, message, length) > 0;
            debug(peer, length + RmcpHeader.LENGTH, sent ? "sent" : "lost: the send buffer is full");
        } catch (IOException | RuntimeException e) {
            debug(peer, length + RmcpHeader.LENGTH, "lost: " + e);
        }
    }

    /** The line that each packet leaves; never its contents, which can be a password. */
    void debug(InetSocketAddress peer, int length, String event) {
        if (log.isDebugEnabled()) {
            log.debug("bmc={} peer={} {} bytes {}", bmc.name(), Addresses.text(peer), length, event);
        }
    }

    private int transmit(InetSocketAddress peer, RmcpHeader header, byte[] message, int length) throws IOException {
        ByteBuffer buffer = outgoing;
        synchronized (buffer) {
            buffer.clear();
            buffer.put(header == RmcpHeader.IPMI ? IPMI_HEADER : encode(header));
            buffer.put(message, 0, length).flip();
            return channel.send(buffer, peer);
        }
    }

    private static byte[] encode(RmcpHeader header) {
        WireWriter writer = new WireWriter(RmcpHeader.LENGTH);
        header.encode(writer);
        return writer.toBytes();
    }
}
