package org.ipmibridge.shell.commands;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.felix.service.command.CommandSession;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.shell.commands.text.Shown;
import org.ipmibridge.shell.commands.text.Words;

/** One upload of an ISO image, from the request to its end; whoever interrupts the thread ends it. */
final class Upload {
    private static final int LOOK_MILLIS = 100;

    private final Operator operator;
    private final Hypervisor hypervisor;
    private final LocalFile file;
    private final String target;
    private final PrintStream out;
    private final ProgressBar bar;
    private final AtomicLong taken = new AtomicLong();
    private final long begin = System.nanoTime();
    private volatile boolean ended;

    Upload(CommandSession session, Hypervisor hypervisor, LocalFile file, String target) {
        this.operator = Operator.of(session);
        this.hypervisor = hypervisor;
        this.file = file;
        this.target = target;
        this.out = session.getConsole();
        this.bar = new ProgressBar(file.bytes(), operator.screen(), begin);
    }

    /** Does it, and tells how it went. */
    String run() {
        CompletableFuture<IsoImage> done =
                hypervisor.uploadIso(file.path(), target, this::progress).toCompletableFuture();
        try {
            IsoImage image = await(done);
            long end = System.nanoTime();
            operator.changed("hypervisor " + hypervisor.name() + ": ISO " + image + " stored, from " + file.path());
            return hypervisor.name() + ": " + image + " stored: " + Shown.bytes(file.bytes()) + " in "
                    + Words.duration(Duration.ofNanos(end - begin)) + ", " + bar.rate(file.bytes(), end);
        } catch (InterruptedException | CancellationException e) {
            ended = true;
            operator.changed("hypervisor " + hypervisor.name() + ": the upload of " + file.path() + " was interrupted");
            throw new ShellException(hypervisor.name() + ": the upload of " + file.path()
                    + " was interrupted; a part of it may be there");
        }
    }

    private void progress(long bytes) {
        if (ended) {
            throw new CancellationException("the upload of " + file.path() + " was interrupted");
        }
        taken.set(bytes);
    }

    private IsoImage await(CompletableFuture<IsoImage> done) throws InterruptedException {
        while (true) {
            try {
                IsoImage image = done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                print(bar.end(file.bytes(), System.nanoTime()));
                return image;
            } catch (TimeoutException e) {
                print(bar.at(taken.get(), System.nanoTime()));
            } catch (ExecutionException e) {
                print(bar.end(taken.get(), System.nanoTime()));
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new ShellException(hypervisor.name() + ": " + e.getCause());
            }
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
