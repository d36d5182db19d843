package org.ipmibridge.launcher.shell;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One frame of the shell protocol.
 *
 * @param type what it is, one of the constants here
 * @param payload its bytes, at most {@link #LONGEST}
 */
record Frame(int type, byte[] payload) {
    /** Requests. */
    static final int COMMAND = 1;

    static final int LINE = 2;
    static final int COMPLETE = 3;
    static final int DIRECTORY = 4;
    static final int INPUT = 5;
    static final int INTERRUPT = 6;

    /** Answers. */
    static final int OUT = 1;

    static final int ERR = 2;
    static final int EXIT = 3;
    static final int CANDIDATE = 4;
    static final int PROMPT = 5;

    /** The longest payload in bytes. */
    static final int LONGEST = 1 << 20;

    static Frame read(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("the bridge speaks another protocol");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new IOException("the bridge closed the connection");
        }
        return new Frame(type, payload);
    }

    void write(DataOutputStream out) throws IOException {
        if (payload.length > LONGEST) {
            throw new IOException("the command is too long");
        }
        out.writeByte(type);
        out.writeInt(payload.length);
        out.write(payload);
        out.flush();
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
