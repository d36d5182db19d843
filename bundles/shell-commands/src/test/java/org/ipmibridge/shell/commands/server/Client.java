package org.ipmibridge.shell.commands.server;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client that speaks the protocol as it is written down, with frames made by hand. */
final class Client implements Closeable {
    private final SocketChannel socket;
    private final FrameChannel channel;

    Client(Path path) throws IOException {
        socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
        channel = new FrameChannel(socket);
    }

    /** What came back: standard output, standard error, candidates, exit code. */
    record Answer(String out, String err, List<String> candidates, int exitCode) {}

    Answer argv(String... arguments) throws IOException {
        sendArgv(arguments);
        return answer();
    }

    void sendArgv(String... arguments) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var payload = new DataOutputStream(bytes);
        payload.writeByte(1);
        payload.writeShort(80);
        for (String argument : arguments) {
            byte[] utf8 = argument.getBytes(StandardCharsets.UTF_8);
            payload.writeShort(utf8.length);
            payload.write(utf8);
        }
        send(1, bytes.toByteArray());
    }

    Answer directory(String path) throws IOException {
        send(4, path.getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    Answer line(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        send(2, ByteBuffer.allocate(3 + utf8.length).put(3, utf8).array());
        return answer();
    }

    Answer complete(String line) throws IOException {
        byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
        send(
                3,
                ByteBuffer.allocate(2 + utf8.length)
                        .putShort((short) line.length())
                        .put(utf8)
                        .array());
        return answer();
    }

    void send(int type, byte[] payload) throws IOException {
        channel.write(type, payload, payload.length);
    }

    void sendRaw(byte... bytes) throws IOException {
        socket.write(ByteBuffer.wrap(bytes));
    }

    Optional<Frame> read() throws IOException {
        return channel.read();
    }

    Answer answer() throws IOException {
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        List<String> candidates = new ArrayList<>();
        while (true) {
            Frame frame = read().orElseThrow(() -> new IOException("the server closed the connection"));
            String text = new String(frame.payload(), StandardCharsets.UTF_8);
            switch (frame.type()) {
                case 1 -> out.append(text);
                case 2 -> err.append(text);
                case 4 -> candidates.add(text);
                case 3 -> {
                    return new Answer(
                            out.toString(),
                            err.toString(),
                            candidates,
                            ByteBuffer.wrap(frame.payload()).getInt());
                }
                default -> throw new IOException("a frame of type " + frame.type());
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
