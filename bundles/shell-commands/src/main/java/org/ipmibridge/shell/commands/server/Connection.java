package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.felix.service.command.CommandProcessor;
import org.ipmibridge.shell.commands.syntax.Candidate;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Completer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Its requests are run one after another on a thread of their own, while this one waits for the next request, or for the
 * client to leave, which interrupts what is running.
 */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final FrameChannel channel;
    private final CommandProcessor processor;
    private final Catalog catalog;
    private final Completer completer;
    private final PrintStream out;
    private final PrintStream err;
    private final Semaphore turn = new Semaphore(1);

    Connection(FrameChannel channel, CommandProcessor processor, Catalog catalog, Completer completer) {
        this.channel = channel;
        this.processor = processor;
        this.catalog = catalog;
        this.completer = completer;
        this.out = new PrintStream(new FrameOutput(channel, Frame.OUT), false, StandardCharsets.UTF_8);
        this.err = new PrintStream(new FrameOutput(channel, Frame.ERR), false, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "shell-command"));
        try (channel;
                Interpreter interpreter = new Interpreter(processor, catalog, out, err)) {
            for (Optional<Frame> frame = channel.read(); frame.isPresent(); frame = channel.read()) {
                Request request = Request.decode(frame.get());
                turn.acquire();
                worker.execute(() -> answer(request, interpreter));
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("shell: a connection ended: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            worker.shutdownNow();
        }
    }

    private void answer(Request request, Interpreter interpreter) {
        int exitCode = Failure.FAILED;
        try {
            exitCode = run(request, interpreter);
        } catch (IOException | RuntimeException e) {
            exitCode = Failure.of(e, Optional.empty()).print(err);
        } finally {
            end(exitCode);
            turn.release();
        }
    }

    private void end(int exitCode) {
        try {
            out.flush();
            err.flush();
            channel.write(Frame.EXIT, ByteBuffer.allocate(4).putInt(exitCode).array(), 4);
        } catch (IOException e) {
            LOG.debug("shell: the client did not wait for the answer: {}", e.toString());
        }
    }

    private int run(Request request, Interpreter interpreter) throws IOException {
        if (request instanceof Request.Argv argv) {
            return interpreter.run(argv);
        }
        if (request instanceof Request.Line line) {
            return interpreter.run(line);
        }
        if (request instanceof Request.Complete complete) {
            return complete(complete);
        }
        if (request instanceof Request.Directory directory) {
            interpreter.enter(directory.path());
            return Failure.NONE;
        }
        throw new IllegalStateException("unknown request " + request);
    }

    private int complete(Request.Complete request) throws IOException {
        for (Candidate candidate : completer.complete(request.line(), request.cursor())) {
            byte[] text = (candidate.value() + "\t" + candidate.description()).getBytes(StandardCharsets.UTF_8);
            channel.write(Frame.CANDIDATE, text, text.length);
        }
        return Failure.NONE;
    }
}
