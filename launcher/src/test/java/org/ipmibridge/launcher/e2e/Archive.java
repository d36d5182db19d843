package org.ipmibridge.launcher.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The distribution's archive, unpacked once for all tests. */
final class Archive {
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration LONGEST_PREPARATION = Duration.ofMinutes(5);
    private static Path home;

    private Archive() {}

    /** The unpacked distribution. */
    static synchronized Path home() throws IOException, InterruptedException {
        if (home == null) {
            home = unpack();
        }
        return home;
    }

    /** Its start script. */
    static String script() throws IOException, InterruptedException {
        return home().resolve("bin").resolve("bridge").toString();
    }

    /** A fresh directory for one test. */
    static Path scratch() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(TARGET.resolve("e2e")), "t");
    }

    /** A copy that a test may break. */
    static Path copy(Path to) throws IOException, InterruptedException {
        Finished copy = Command.run("cp", "-a", home().toString(), to.toString());
        if (copy.code() != 0) {
            throw new IOException(copy.output());
        }
        return to;
    }

    private static Path unpack() throws IOException, InterruptedException {
        Path directory = scratch();
        Finished tar = Command.run("tar", "-xzf", archive().toString(), "-C", directory.toString());
        if (tar.code() != 0) {
            throw new IOException(tar.output());
        }
        Path unpacked = only(directory, "ipmibridge-*");
        Finished prepared = Command.run(
                Map.of(),
                new File("/dev/null"),
                LONGEST_PREPARATION,
                List.of(unpacked.resolve("bin").resolve("bridge").toString(), "prepare"));
        if (prepared.code() != 0) {
            throw new IOException("it cannot be prepared: " + prepared);
        }
        return unpacked;
    }

    private static Path archive() throws IOException {
        return only(TARGET, "ipmibridge-*.tar.gz");
    }

    /** The file of a directory whose name matches. */
    static Path only(Path directory, String glob) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(directory.getFileSystem().getPathMatcher("glob:" + directory + "/" + glob)::matches)
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no " + glob + " in " + directory));
        }
    }
}
