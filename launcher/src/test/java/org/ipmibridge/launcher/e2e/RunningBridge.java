package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A bridge that was started with the distribution's own script. */
final class RunningBridge implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path data;
    private final Lines out;
    private final Lines err;

    private RunningBridge(Process process, Path data) {
        this.process = process;
        this.data = data;
        out = Lines.of(process.getInputStream(), "bridge-out");
        err = Lines.of(process.getErrorStream(), "bridge-err");
    }

    static RunningBridge start(Path config, Path data) throws IOException, InterruptedException {
        return start(List.of(), config, data, Map.of());
    }

    /**
     * Starts a bridge in an environment of its own.
     *
     * @param wrapper the command that runs the bridge's, with its arguments; empty for none
     * @param environment what is added to the environment
     */
    static RunningBridge start(List<String> wrapper, Path config, Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(Archive.script(), "run", "--config", config.toString(), "--data", data.toString()));
        return new RunningBridge(Command.builder(environment, command).start(), data);
    }

    /** Closes the bridge's standard input. */
    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for the line that says that packets are answered. */
    String awaitReady() throws InterruptedException {
        return awaitOut("ready");
    }

    /** Waits for a line of the standard output that begins like this. */
    String awaitOut(String beginning) throws InterruptedException {
        return out.await(line -> line.startsWith(beginning), PATIENCE).orElseThrow(() -> missing(beginning));
    }

    /** Waits for a line of the standard error that contains this. */
    String awaitErr(String part) throws InterruptedException {
        return err.await(line -> line.contains(part), PATIENCE).orElseThrow(() -> missing(part));
    }

    private AssertionError missing(String line) {
        return new AssertionError("no line '" + line + "' in the bridge's output:\n" + out + "\n" + err);
    }

    List<String> out() {
        return out.all();
    }

    List<String> err() {
        return err.all();
    }

    Path log() {
        return data.resolve("log").resolve("bridge.log");
    }

    String logged() throws IOException {
        return Files.readString(log());
    }

    /** Waits until the log has this. */
    void awaitLog(String part) throws Exception {
        awaitLog(part, () -> true);
    }

    /** Waits until the log has this, doing something again and again meanwhile. */
    void awaitLog(String part, Callable<?> meanwhile) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!Files.exists(log()) || !logged().contains(part)) {
            meanwhile.call();
            if (Instant.now().isAfter(end) || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw missing(part);
            }
        }
    }

    /** Ends the bridge without asking it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The process ID of the bridge's Java. */
    long pid() {
        return process.pid();
    }

    /** Resident memory in MB. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Sends SIGTERM and waits; the exit code. */
    int stop() throws InterruptedException {
        // Not process.destroy(), which also closes the streams that are being read.
        process.toHandle().destroy();
        return awaitExit();
    }

    /** Waits for the bridge to end by itself; the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the bridge does not end:\n" + out + "\n" + err);
        }
        out.awaitEnd(PATIENCE);
        err.awaitEnd(PATIENCE);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
