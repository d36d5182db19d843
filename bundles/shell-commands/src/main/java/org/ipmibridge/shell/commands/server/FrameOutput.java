package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Sends what a command writes in frames of one type: at each line end, when much has gathered, and when flushed. Thread-safe. */
final class FrameOutput extends OutputStream {
    private static final int CAPACITY = 8192;

    private final FrameChannel channel;
    private final int type;
    private final byte[] gathered = new byte[CAPACITY];
    private int count;

    FrameOutput(FrameChannel channel, int type) {
        this.channel = channel;
        this.type = type;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        boolean lineEnd = false;
        for (int i = offset; i < offset + length; i++) {
            if (count == CAPACITY) {
                flush();
            }
            gathered[count++] = bytes[i];
            lineEnd |= bytes[i] == '\n';
        }
        if (lineEnd) {
            flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        int length = count;
        count = 0;
        if (length > 0) {
            channel.write(type, gathered, length);
        }
    }
}
