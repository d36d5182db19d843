package org.ipmibridge.shell.commands.server;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;

/** Frames over a blocking channel. One thread may read while others write. */
final class FrameChannel implements Closeable {
    private final ByteChannel channel;
    private final Object writing = new Object();

    FrameChannel(ByteChannel channel) {
        this.channel = channel;
    }

    /**
     * The next frame; none when the peer has closed the connection between two frames.
     *
     * @throws ProtocolException if the peer does not speak this protocol
     */
    Optional<Frame> read() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_LENGTH);
        if (!fill(header)) {
            return Optional.empty();
        }
        int type = header.get();
        int length = header.getInt();
        if (length < 0 || length > Frame.MAX_LENGTH) {
            throw new ProtocolException("a frame of " + length + " bytes");
        }
        ByteBuffer payload = ByteBuffer.allocate(length);
        if (length > 0 && !fill(payload)) {
            throw new EOFException("the connection ended within a frame");
        }
        return Optional.of(new Frame(type, payload.array()));
    }

    /** Writes a frame as a whole, whoever else writes. */
    void write(int type, byte[] payload, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Frame.HEADER_LENGTH + length)
                .put((byte) type)
                .putInt(length)
                .put(payload, 0, length)
                .flip();
        synchronized (writing) {
            // An interrupted thread that writes would close the channel.
            boolean interrupted = Thread.interrupted();
            try {
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Does something while nobody writes. */
    void betweenWrites(Runnable task) {
        synchronized (writing) {
            task.run();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                if (buffer.position() == 0) {
                    return false;
                }
                throw new EOFException("the connection ended within a frame");
            }
        }
        buffer.flip();
        return true;
    }
}
