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

    /** What makes a Java say on standard error that it has seen them. */
    private static final List<String> TOLD_BY_JAVA = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private Command() {}

    /** A command with the environment of the tests and this one, but for what makes a Java print more than the command does. */
    static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        TOLD_BY_JAVA.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder;
    }

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
                builder(environment, command).redirectErrorStream(true).redirectInput(Redirect.from(input));
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
