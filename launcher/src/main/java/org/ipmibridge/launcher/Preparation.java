package org.ipmibridge.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has the start script write the archive of loaded classes, in the background, for the next start to be faster. */
final class Preparation {
    /** By then the bridge has started and its first clients were answered. */
    private static final long DELAY_SECONDS = 10;

    private Preparation() {}

    static void schedule(Distribution distribution, DataDirectory data) {
        Thread thread = new Thread(() -> run(distribution, data), "prepare");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Distribution distribution, DataDirectory data) {
        try {
            TimeUnit.SECONDS.sleep(DELAY_SECONDS);
            List<String> command = List.of(
                    "nice",
                    distribution.script().toString(),
                    "prepare",
                    "--data",
                    data.path().toString());
            new ProcessBuilder(command)
                    .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // Without the archive the next start is slower, and nothing else: there is nothing to tell the operator.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
