package org.ipmibridge.ipmi.users;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory with one file of {@link ClientChanges} for each BMC, which nobody but the bridge's own account can read. */
final class StateDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final String SUFFIX = ".properties";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS_AND_WRITES =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final Fingerprint fingerprint;

    StateDirectory(Path directory, Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
        this.directory = directory.toAbsolutePath();
    }

    /** What all files say, by the BMC's name; a file that cannot be used is put aside. */
    Map<String, ClientChanges> readAll() throws IOException {
        prepare();
        Map<String, ClientChanges> all = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file, all);
            }
        }
        return all;
    }

    /** Writes a BMC's file, all of it or nothing; returns when it is on disk. */
    void write(String bmc, ClientChanges changes) throws IOException {
        prepare();
        Path file = directory.resolve(URLEncoder.encode(bmc, StandardCharsets.UTF_8) + SUFFIX);
        Path temporary = directory.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_READS_AND_WRITES)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(ClientChangesFormat.encode(changes, fingerprint));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private void prepare() throws IOException {
        Files.createDirectories(directory.getParent());
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        Files.setPosixFilePermissions(directory, OWNER_ONLY);
    }

    private static void read(Path file, Map<String, ClientChanges> all) {
        String name = file.getFileName().toString();
        try {
            String bmc = URLDecoder.decode(name.substring(0, name.length() - SUFFIX.length()), StandardCharsets.UTF_8);
            all.put(bmc, ClientChangesFormat.decode(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException unusable) {
            putAside(file, unusable);
        }
    }

    private static void putAside(Path file, Exception reason) {
        Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.error(
                    "{}: {}; what clients changed of these users is not in force, and the file is kept as {}",
                    file,
                    reason.getMessage(),
                    aside.getFileName());
        } catch (IOException stuck) {
            LOG.error("{}: {}; nor can it be put aside: {}", file, reason.getMessage(), stuck.toString());
        }
    }
}
