package org.ipmibridge.shell.commands.server;

import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.runtime.api.shell.Screen;

/** What a client asks for. */
sealed interface Request {
    /** The flag of a client that writes to a terminal. */
    int TERMINAL = 0x01;

    /** The flag of a client that has no more input. */
    int NO_INPUT = 0x01;

    /**
     * One command with its arguments, which are taken as they are.
     *
     * @param screen where the client shows the answer
     * @param arguments the command's name first; at least one
     */
    record Argv(Screen screen, List<String> arguments) implements Request {}

    /**
     * One line of Gogo.
     *
     * @param screen where the client shows the answer
     */
    record Line(Screen screen, String text) implements Request {}

    /**
     * What could be typed next.
     *
     * @param cursor in {@code line}, 0 to its length
     */
    record Complete(int cursor, String line) implements Request {}

    /**
     * What relative paths of files are relative to from now on.
     *
     * @param path absolute
     */
    record Directory(Path path) implements Request {}

    /**
     * The answer to a prompt. It is no request of its own: the command that asked goes on.
     *
     * @param line none when there is no more input
     */
    record Input(Optional<String> line) implements Request {}

    /** The command that runs is to end. */
    record Interrupt() implements Request {}

    /** @throws ProtocolException if it is no request of this protocol */
    static Request decode(Frame frame) throws ProtocolException {
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        try {
            return switch (frame.type()) {
                case Frame.ARGV -> argv(payload);
                case Frame.LINE -> new Line(screen(payload), text(payload, payload.remaining()));
                case Frame.COMPLETE -> complete(payload);
                case Frame.DIRECTORY -> directory(text(payload, payload.remaining()));
                case Frame.INPUT -> input(payload);
                case Frame.INTERRUPT -> new Interrupt();
                default -> throw new ProtocolException("a request of type " + frame.type());
            };
        } catch (BufferUnderflowException e) {
            throw new ProtocolException("a request of type " + frame.type() + " that is too short");
        }
    }

    private static Argv argv(ByteBuffer payload) throws ProtocolException {
        Screen screen = screen(payload);
        List<String> arguments = new ArrayList<>();
        while (payload.hasRemaining()) {
            arguments.add(text(payload, Short.toUnsignedInt(payload.getShort())));
        }
        if (arguments.isEmpty()) {
            throw new ProtocolException("a command without a name");
        }
        return new Argv(screen, List.copyOf(arguments));
    }

    private static Complete complete(ByteBuffer payload) {
        int cursor = Short.toUnsignedInt(payload.getShort());
        String line = text(payload, payload.remaining());
        return new Complete(Math.min(cursor, line.length()), line);
    }

    private static Directory directory(String path) throws ProtocolException {
        try {
            Path directory = Path.of(path);
            if (directory.isAbsolute()) {
                return new Directory(directory);
            }
        } catch (InvalidPathException e) {
            throw new ProtocolException(e.getMessage());
        }
        throw new ProtocolException("a directory that is not absolute");
    }

    private static Input input(ByteBuffer payload) {
        boolean ended = (payload.get() & NO_INPUT) != 0;
        String line = text(payload, payload.remaining());
        return new Input(ended ? Optional.empty() : Optional.of(line));
    }

    private static Screen screen(ByteBuffer payload) {
        boolean terminal = (payload.get() & TERMINAL) != 0;
        return new Screen(terminal, Short.toUnsignedInt(payload.getShort()));
    }

    private static String text(ByteBuffer payload, int length) {
        if (length > payload.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        payload.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
