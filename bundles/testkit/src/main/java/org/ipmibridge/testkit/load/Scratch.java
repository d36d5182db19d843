package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that a benchmark works in, gone at its end, and what it takes from the system beside that. */
final class Scratch implements AutoCloseable {
    private final Path directory;

    Scratch() throws IOException {
        directory = Files.createTempDirectory("bridge-bench");
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A UDP port of 127.0.0.1 that nobody uses. */
    static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    /** The distribution's default configuration in a directory, without what names one of these words. */
    static void copyDefaults(Path distribution, Path config, List<String> without) throws IOException {
        Files.createDirectories(config);
        try (Stream<Path> files = Files.list(distribution.resolve("config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (without.stream().noneMatch(name::contains)) {
                    Files.copy(file, config.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
