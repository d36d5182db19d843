package org.ipmibridge.testkit.vcenter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The simulator's program, built once for each version of its source and kept in the user's cache directory. */
final class SimulatorProgram {
    private static final List<String> SOURCES = List.of("main.go", "identity.go", "orders.go");
    private static final Path LIBRARY = Path.of("/usr/share/gocode");

    private SimulatorProgram() {}

    /** The program; several processes may ask for it at once. */
    static synchronized Path get() throws IOException, InterruptedException {
        Map<String, byte[]> sources = sources();
        Path directory = Files.createDirectories(cache().resolve("vcenter-" + Integer.toHexString(hash(sources))));
        Path program = directory.resolve("vcenter");
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isExecutable(program)) {
                build(sources, directory, program);
            }
        }
        return program;
    }

    private static void build(Map<String, byte[]> sources, Path directory, Path program)
            throws IOException, InterruptedException {
        for (Map.Entry<String, byte[]> source : sources.entrySet()) {
            Files.write(directory.resolve(source.getKey()), source.getValue());
        }
        Path part = directory.resolve("vcenter.part");
        Path log = directory.resolve("build.log");
        ProcessBuilder go = new ProcessBuilder("go", "build", "-o", part.toString(), ".")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        go.environment().putAll(Map.of("GO111MODULE", "off", "GOPATH", LIBRARY.toString(), "CGO_ENABLED", "0"));
        go.environment().put("GOCACHE", cache().resolve("go").toString());
        int exit = go.start().waitFor();
        if (exit != 0) {
            throw new IOException("the vCenter simulator cannot be built:\n" + Files.readString(log));
        }
        Files.move(part, program, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, byte[]> sources() {
        Map<String, byte[]> sources = new TreeMap<>();
        for (String name : SOURCES) {
            try (InputStream in = SimulatorProgram.class.getResourceAsStream(name)) {
                sources.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    private static int hash(Map<String, byte[]> sources) {
        int hash = 1;
        for (byte[] source : sources.values()) {
            hash = 31 * hash + Arrays.hashCode(source);
        }
        return hash;
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return base.resolve("ipmibridge-tests");
    }
}
