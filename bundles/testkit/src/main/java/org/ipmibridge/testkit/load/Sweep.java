package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.SetUpPacket;

/**
 * Asks many BMCs from one socket whether they answer: Get Channel Authentication Capabilities, which needs no session, some hundred at a time. It
 * takes as little as it can of the processors that the BMCs need.
 */
public final class Sweep implements AutoCloseable {
    /** So many small answers have room in a socket's buffer. */
    private static final int AT_ONCE = 200;

    private static final long PATIENCE_MILLIS = 20;
    private static final long PAUSE_MILLIS = 50;

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(2048);
    private final byte[] question = SetUpPacket.ipmi15(Message.request(1, 6, 0x38, (byte) 0x8E, (byte) 4));

    private Sweep() throws IOException {
        selector = Selector.open();
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Waits until all answer.
     *
     * @return those that did not in time
     */
    public static Set<InetSocketAddress> await(Collection<InetSocketAddress> bmcs, Duration patience)
            throws IOException, InterruptedException {
        Set<InetSocketAddress> silent = new LinkedHashSet<>(bmcs);
        long end = System.nanoTime() + patience.toNanos();
        try (Sweep sweep = new Sweep()) {
            while (!silent.isEmpty() && System.nanoTime() < end) {
                if (!sweep.ask(silent)) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        }
        return silent;
    }

    /** Asks some of them; takes away those that answer. @return whether one did */
    private boolean ask(Set<InetSocketAddress> silent) throws IOException {
        List<InetSocketAddress> some = new ArrayList<>(AT_ONCE);
        for (InetSocketAddress each : silent) {
            if (some.size() < AT_ONCE) {
                some.add(each);
            }
        }
        for (InetSocketAddress each : some) {
            channel.send(ByteBuffer.wrap(question), each);
        }
        int before = silent.size();
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (before - silent.size() < some.size() && System.nanoTime() < end) {
            selector.select(key -> {}, PATIENCE_MILLIS);
            takeAnswers(silent);
        }
        return silent.size() < before;
    }

    private void takeAnswers(Set<InetSocketAddress> silent) throws IOException {
        SocketAddress from;
        while ((from = channel.receive(answer.clear())) != null) {
            byte[] packet = new byte[answer.flip().remaining()];
            answer.get(packet);
            if (Message.response(SetUpPacket.message(packet)).code() == 0) {
                silent.remove(from);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
