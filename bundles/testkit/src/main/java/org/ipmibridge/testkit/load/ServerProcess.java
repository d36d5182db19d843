package org.ipmibridge.testkit.load;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.SetUpPacket;
import org.ipmibridge.ipmi.console.UdpWire;

/** A server under load, on a processor of its own, with its processor time and memory from {@code /proc}. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofMillis(50);
    private static final long STOP_SECONDS = 10;
    /** Clock ticks a second, as Linux has them for all programs. */
    private static final double TICKS = 100;

    private final Process process;
    private final InetSocketAddress endpoint;

    private ServerProcess(Process process, InetSocketAddress endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param port its port on 127.0.0.1
     * @param log where its output goes
     */
    static ServerProcess start(List<String> command, int port, Path log) throws IOException, InterruptedException {
        return start(command, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), log);
    }

    private static ServerProcess start(List<String> command, InetSocketAddress endpoint, Path log)
            throws IOException, InterruptedException {
        List<String> pinned = new ArrayList<>(Pinning.server());
        pinned.addAll(command);
        Process process = new ProcessBuilder(pinned)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        ServerProcess server = new ServerProcess(process, endpoint);
        try {
            server.awaitAnswer(log);
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Starts the bridge and waits until a BMC of it answers.
     *
     * @param scratch where its state and output go
     * @param port the BMC's port on 127.0.0.1
     */
    static ServerProcess bridge(Path distribution, Path config, Path scratch, int port)
            throws IOException, InterruptedException {
        return bridge(distribution, config, scratch, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Starts the bridge and waits until a BMC of it answers.
     *
     * @param scratch where its state and output go
     * @param endpoint the BMC's
     */
    static ServerProcess bridge(Path distribution, Path config, Path scratch, InetSocketAddress endpoint)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                distribution.resolve("bin").resolve("bridge").toString(),
                "run",
                "--config",
                config.toString(),
                "--data",
                scratch.resolve("data").toString());
        return start(command, endpoint, scratch.resolve("bridge.out"));
    }

    InetSocketAddress endpoint() {
        return endpoint;
    }

    /** Processor time so far, in seconds. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** Resident memory, in MB. */
    long residentMegabytes() throws IOException {
        return status("VmRSS:") / 1024;
    }

    long threads() throws IOException {
        return status("Threads:");
    }

    private long status(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** What a Java server's live objects take, after a full collection. */
    long liveBytes() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (Stream<String> lines = jcmd.inputReader().lines()) {
            return lines.filter(line -> line.startsWith("Total "))
                    .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jcmd tells nothing"));
        }
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end || process.waitFor(ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the server does not answer:\n" + Files.readString(log));
            }
        }
    }

    private boolean answers() {
        byte[] ping = SetUpPacket.ipmi15(Message.request(1, 6, 0x38, (byte) 0x0E, (byte) 4));
        try (UdpWire wire = new UdpWire(endpoint)) {
            wire.send(ping);
            Optional<byte[]> answer = wire.receive(ANSWER);
            return answer.isPresent();
        } catch (java.io.UncheckedIOException nobodyThere) {
            return false;
        }
    }
}
