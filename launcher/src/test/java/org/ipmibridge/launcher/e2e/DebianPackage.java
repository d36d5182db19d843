package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** The Debian package that the build has made, taken apart without a Debian: ar(5), with two archives of tar in it. */
final class DebianPackage {
    private static final int MAGIC = 8;
    private static final int HEADER = 60;

    private DebianPackage() {}

    static Path file() throws IOException {
        return Archive.only(Path.of("target").toAbsolutePath(), "ipmibridge_*_all.deb");
    }

    /** Unpacks one of its archives, {@code control} or {@code data}. */
    static Path unpack(String part) throws IOException, InterruptedException {
        Path directory = Files.createDirectory(Archive.scratch().resolve(part));
        checked("tar", "-xzf", archive(part).toString(), "-C", directory.toString());
        return directory;
    }

    /** What one of its archives has: mode, numbers of owner and group, size, date, time, name; a line each. */
    static List<String> listing(String part) throws IOException, InterruptedException {
        return table(archive(part));
    }

    private static Path archive(String part) throws IOException {
        byte[] bytes = Files.readAllBytes(file());
        TreeMap<String, byte[]> members = new TreeMap<>();
        for (int at = MAGIC; at < bytes.length; ) {
            String name = field(bytes, at, 16);
            int length = Integer.parseInt(field(bytes, at + 48, 10));
            members.put(name.replace("/", ""), Arrays.copyOfRange(bytes, at + HEADER, at + HEADER + length));
            at += HEADER + length + length % 2;
        }
        Path archive = Archive.scratch().resolve(part + ".tar.gz");
        return Files.write(archive, members.get(part + ".tar.gz"));
    }

    private static String field(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.US_ASCII).strip();
    }

    /** Runs a command that must succeed; its output. */
    static String checked(String... command) throws IOException, InterruptedException {
        Finished finished = Command.run(command);
        if (finished.code() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + finished.output());
        }
        return finished.output();
    }

    /** The same of any archive of tar. */
    static List<String> table(Path archive) throws IOException, InterruptedException {
        String[] list = {"env", "TZ=UTC", "tar", "--numeric-owner", "--full-time", "-tvzf", archive.toString()};
        return checked(list).lines().toList();
    }
}
