package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.ipmibridge.runtime.api.shell.Console;

/** The client at the other end of a socket. */
final class FrameConsole implements Console {
    private static final byte SECRET = 0x01;

    private final FrameChannel channel;
    private final OutputStream out;
    private final OutputStream err;
    private final BlockingQueue<Optional<String>> input = new LinkedBlockingQueue<>(1);

    FrameConsole(FrameChannel channel) {
        this.channel = channel;
        this.out = new FrameOutput(channel, Frame.OUT);
        this.err = new FrameOutput(channel, Frame.ERR);
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public OutputStream err() {
        return err;
    }

    @Override
    public Optional<String> ask(String prompt, boolean secret) throws IOException, InterruptedException {
        out.flush();
        err.flush();
        input.clear();
        byte[] text = prompt.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[1 + text.length];
        payload[0] = secret ? SECRET : 0;
        System.arraycopy(text, 0, payload, 1, text.length);
        channel.write(Frame.PROMPT, payload, payload.length);
        return input.take();
    }

    /** Takes the client's answer; one that nobody asked for is forgotten. */
    void answer(Optional<String> line) {
        input.offer(line);
    }
}
