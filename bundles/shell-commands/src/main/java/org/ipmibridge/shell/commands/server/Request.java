package org.ipmibridge.shell.commands.server;

import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a client asks for. */
sealed interface Request {
    /**
     * One command with its arguments, which are taken as they are.
     *
     * @param columns the width of the client's terminal, 0 when it is not known
     * @param arguments the command's name first; at least one
     */
    record Argv(int columns, List<String> arguments) implements Request {}

    /**
     * One line of Gogo.
     *
     * @param columns the width of the client's terminal, 0 when it is not known
     */
    record Line(int columns, String text) implements Request {}

    /**
     * What could be typed next.
     *
     * @param cursor in {@code line}, 0 to its length
     */
    record Complete(int cursor, String line) implements Request {}

    /** @throws ProtocolException if it is no request of this protocol */
    static Request decode(Frame frame) throws ProtocolException {
        ByteBuffer payload = ByteBuffer.wrap(frame.payload());
        try {
            return switch (frame.type()) {
                case Frame.ARGV -> argv(payload);
                case Frame.LINE -> new Line(columns(payload), text(payload, payload.remaining()));
                case Frame.COMPLETE -> complete(payload);
                default -> throw new ProtocolException("a request of type " + frame.type());
            };
        } catch (BufferUnderflowException e) {
            throw new ProtocolException("a request of type " + frame.type() + " that is too short");
        }
    }

    private static Argv argv(ByteBuffer payload) throws ProtocolException {
        int columns = columns(payload);
        List<String> arguments = new ArrayList<>();
        while (payload.hasRemaining()) {
            arguments.add(text(payload, Short.toUnsignedInt(payload.getShort())));
        }
        if (arguments.isEmpty()) {
            throw new ProtocolException("a command without a name");
        }
        return new Argv(columns, List.copyOf(arguments));
    }

    private static Complete complete(ByteBuffer payload) {
        int cursor = Short.toUnsignedInt(payload.getShort());
        String line = text(payload, payload.remaining());
        return new Complete(Math.min(cursor, line.length()), line);
    }

    /** Skips the flags: nothing that is written here depends on whether it goes to a terminal. */
    private static int columns(ByteBuffer payload) {
        payload.get();
        return Short.toUnsignedInt(payload.getShort());
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
