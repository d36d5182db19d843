package org.ipmibridge.launcher.e2e;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command as a user would. */
final class Command {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Command() {}

    static Finished run(String... command) throws IOException, InterruptedException {
        return run(Map.of(), List.of(command));
    }

    /** Runs a command without standard input. */
    static Finished run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return run(environment, new File("/dev/null"), command);
    }

    /** Runs a command that reads this file. */
    static Finished run(Map<String, String> environment, File input, List<String> command)
            throws IOException, InterruptedException {
        return run(environment, input, PATIENCE, command);
    }

    /** The same with a longest time of its own. */
    static Finished run(Map<String, String> environment, File input, Duration patience, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Redirect.from(input));
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        Lines lines = Lines.of(process.getInputStream(), command.get(0));
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (!ended) {
            process.destroyForcibly();
        }
        lines.awaitEnd(PATIENCE);
        return new Finished(ended ? process.exitValue() : -1, ResendNotice.without(lines.all()), millis);
    }
}
