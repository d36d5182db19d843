package org.ipmibridge.launcher.shell;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session with a running bridge. For one thread at a time, but for {@link #interrupt}. */
final class ShellConnection implements Closeable {
    private static final int TERMINAL = 0x01;
    private static final int SECRET = 0x01;
    private static final int NO_INPUT = 0x01;

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;

    private ShellConnection(SocketChannel channel) {
        this.channel = channel;
        in = new DataInputStream(new BufferedInputStream(ChannelStreams.input(channel)));
        out = new DataOutputStream(new BufferedOutputStream(ChannelStreams.output(channel)));
    }

    static ShellConnection open(Path socket) throws IOException {
        return new ShellConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** Says where the caller is: relative paths of files are relative to it from now on. */
    void enter(Path directory) throws IOException {
        byte[] path = directory.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        send(new Frame(Frame.DIRECTORY, path));
        Frame answer = answer();
        if (answer.type() != Frame.EXIT || exitCode(answer) != 0) {
            throw new IOException("the bridge speaks another protocol");
        }
    }

    /** Runs a command with exactly these arguments and returns its exit code. */
    int command(List<String> arguments, Screen screen) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        DataOutputStream data = header(payload, screen);
        for (String argument : arguments) {
            byte[] bytes = argument.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0xffff) {
                throw new IOException("an argument is too long");
            }
            data.writeShort(bytes.length);
            data.write(bytes);
        }
        return run(new Frame(Frame.COMMAND, payload.toByteArray()), screen);
    }

    /** Runs a Gogo line and returns its exit code. */
    int line(String line, Screen screen) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        header(payload, screen).write(line.getBytes(StandardCharsets.UTF_8));
        return run(new Frame(Frame.LINE, payload.toByteArray()), screen);
    }

    /** What the word before the cursor may become. */
    List<Suggestion> complete(String line, int cursor) throws IOException {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + text.length);
        send(new Frame(
                Frame.COMPLETE, payload.putShort((short) cursor).put(text).array()));
        List<Suggestion> suggestions = new ArrayList<>();
        for (Frame answer = answer(); answer.type() != Frame.EXIT; answer = answer()) {
            if (answer.type() == Frame.CANDIDATE) {
                suggestions.add(Suggestion.parse(answer.text()));
            }
        }
        return suggestions;
    }

    private static DataOutputStream header(ByteArrayOutputStream payload, Screen screen) throws IOException {
        DataOutputStream data = new DataOutputStream(payload);
        data.writeByte(screen.terminal() ? TERMINAL : 0);
        data.writeShort(Math.min(screen.columns(), 0xffff));
        return data;
    }

    private int run(Frame request, Screen screen) throws IOException {
        send(request);
        for (Frame answer = answer(); ; answer = answer()) {
            switch (answer.type()) {
                case Frame.OUT -> {
                    screen.out().write(answer.payload());
                    screen.out().flush();
                }
                case Frame.ERR -> {
                    screen.err().write(answer.payload());
                    screen.err().flush();
                }
                case Frame.PROMPT -> send(input(answer, screen));
                case Frame.EXIT -> {
                    return exitCode(answer);
                }
                default -> throw new IOException("the bridge speaks another protocol");
            }
        }
    }

    private static Frame input(Frame prompt, Screen screen) throws IOException {
        if (prompt.payload().length == 0) {
            throw new IOException("the bridge speaks another protocol");
        }
        boolean secret = (prompt.payload()[0] & SECRET) != 0;
        Optional<String> line = screen.input().ask(prompt.text().substring(1), secret);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(line.isPresent() ? 0 : NO_INPUT);
        payload.writeBytes(line.orElse("").getBytes(StandardCharsets.UTF_8));
        return new Frame(Frame.INPUT, payload.toByteArray());
    }

    /** Asks the bridge to end the command that runs. Callable from any thread. */
    void interrupt() throws IOException {
        send(new Frame(Frame.INTERRUPT, new byte[0]));
    }

    private void send(Frame frame) throws IOException {
        synchronized (out) {
            frame.write(out);
        }
    }

    private static int exitCode(Frame exit) throws IOException {
        if (exit.payload().length != Integer.BYTES) {
            throw new IOException("the bridge speaks another protocol");
        }
        return ByteBuffer.wrap(exit.payload()).getInt();
    }

    private Frame answer() throws IOException {
        try {
            return Frame.read(in);
        } catch (EOFException e) {
            throw new IOException("the bridge closed the connection", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
