package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The default configuration, copied for a test, with ports that are free; edited as an operator edits it. */
final class ConfigFiles {
    private static final int BMCS = 3;
    private static final String BMC = "org.ipmibridge.virtual.bmc-%s.cfg";
    private static final String MACHINE = "org.ipmibridge.hypervisor.simulated.machine-%s.cfg";
    private static final String USER = "org.ipmibridge.ipmi.users-%s.cfg";
    private static final String SESSION = "org.ipmibridge.ipmi.session.cfg";
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final List<Integer> ports = new ArrayList<>();

    private ConfigFiles(Path directory) {
        this.directory = directory;
    }

    /** The files of the demonstration: BMCs vm1, vm2 and vm3 on free ports of 127.0.0.1. */
    static ConfigFiles demonstration(Path directory) throws IOException, InterruptedException {
        ConfigFiles files = new ConfigFiles(Files.createDirectory(directory));
        try (Stream<Path> defaults = Files.list(Archive.home().resolve("config"))) {
            for (Path file : defaults.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        for (int i = 1; i <= BMCS; i++) {
            files.ports.add(freePort());
            files.bmc("vm" + i, "port", files.port(i));
        }
        return files;
    }

    /** A UDP port of 127.0.0.1 that nobody uses, and that was not given to anybody before. */
    static int freePort() throws IOException {
        while (true) {
            try (DatagramSocket socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    Path directory() {
        return directory;
    }

    /** The port of BMC vm1, vm2 or vm3. */
    int port(int bmc) {
        return ports.get(bmc - 1);
    }

    ConfigFiles bmc(String name, String key, Object value) throws IOException {
        return set(BMC.formatted(name), key, value);
    }

    ConfigFiles machine(String name, String key, Object value) throws IOException {
        return set(MACHINE.formatted(name), key, value);
    }

    ConfigFiles session(String key, Object value) throws IOException {
        return set(SESSION, key, value);
    }

    ConfigFiles user(String name, String key, Object value) throws IOException {
        return set(USER.formatted(name), key, value);
    }

    /** Adds an account. */
    ConfigFiles user(int slot, String name, String password, String privilege) throws IOException {
        Files.write(
                directory.resolve(USER.formatted(name)),
                List.of("id = " + slot, "name = " + name, ".password = " + password, "privilege = " + privilege));
        return this;
    }

    /** Sets a value in a file; the line is replaced where it stands, or added. The file is replaced at once. */
    ConfigFiles set(String file, String key, Object value) throws IOException {
        Path path = directory.resolve(file);
        List<String> lines = new ArrayList<>(Files.exists(path) ? Files.readAllLines(path) : List.of());
        lines.removeIf(line -> line.matches("\\Q" + key + "\\E\\s*=.*"));
        lines.add(key + " = " + value);
        replace(path, lines);
        return this;
    }

    /** Replaces a file's text. */
    void write(String file, String... lines) throws IOException {
        replace(directory.resolve(file), List.of(lines));
    }

    private static void replace(Path path, List<String> lines) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.write(part, lines);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
