package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Its requests are run one after another on a thread of their own, while this one waits for what the client says meanwhile: an
 * answer to a prompt, or that the command is to end. The command ends too when the client leaves.
 */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** How many requests may wait for the one before them. */
    private static final int WAITING = 16;

    private final FrameChannel channel;
    private final FrameConsole console;
    private final ShellSession session;
    private final ExecutorService worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> new Thread(task, "shell-command"));

    Connection(FrameChannel channel, Shell shell, Caller caller) {
        this.channel = channel;
        this.console = new FrameConsole(channel);
        this.session = shell.open(caller, console);
    }

    @Override
    public void run() {
        try (channel;
                session) {
            for (Optional<Frame> frame = channel.read(); frame.isPresent(); frame = channel.read()) {
                take(Request.decode(frame.get()));
            }
        } catch (IOException | RejectedExecutionException e) {
            LOG.debug("shell: a connection ended: {}", e.toString());
        } finally {
            worker.shutdownNow();
        }
    }

    private void take(Request request) {
        if (request instanceof Request.Input input) {
            console.answer(input.line());
        } else if (request instanceof Request.Interrupt) {
            // Not while the command writes, for that would close the connection.
            channel.betweenWrites(session::interrupt);
        } else {
            worker.execute(() -> answer(request));
        }
    }

    private void answer(Request request) {
        int exitCode = ShellSession.FAILED;
        try {
            exitCode = run(request);
        } catch (IOException | RuntimeException e) {
            LOG.debug("shell: a request failed", e);
        } finally {
            end(exitCode);
        }
    }

    private void end(int exitCode) {
        try {
            channel.write(Frame.EXIT, ByteBuffer.allocate(4).putInt(exitCode).array(), 4);
        } catch (IOException e) {
            LOG.debug("shell: the client did not wait for the answer: {}", e.toString());
        }
    }

    private int run(Request request) throws IOException {
        if (request instanceof Request.Argv argv) {
            return session.run(argv.arguments(), argv.screen());
        }
        if (request instanceof Request.Line line) {
            return session.run(line.text(), line.screen());
        }
        if (request instanceof Request.Complete complete) {
            return complete(complete);
        }
        if (request instanceof Request.Directory directory) {
            session.enter(directory.path());
            return ShellSession.DONE;
        }
        throw new ProtocolException("unknown request " + request);
    }

    private int complete(Request.Complete request) throws IOException {
        for (Candidate candidate : session.complete(request.line(), request.cursor())) {
            byte[] text = (candidate.value() + "\t" + candidate.description()).getBytes(StandardCharsets.UTF_8);
            channel.write(Frame.CANDIDATE, text, text.length);
        }
        return ShellSession.DONE;
    }
}
