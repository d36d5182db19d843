package org.ipmibridge.launcher.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory to write: all of it appears at once, or nothing.
 *
 * @param path where it is to be; it must not exist, or be empty
 */
record TargetDirectory(Path path) {
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final FileAttribute<?> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Refuses a directory that has something in it, which would be in force too. */
    void check() throws ImportException {
        if (!Files.exists(path)) {
            return;
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
            if (content.iterator().hasNext()) {
                throw new ImportException(path + " is not empty; give a new directory");
            }
        } catch (IOException e) {
            throw new ImportException(path + " is no directory that can be written", e);
        }
    }

    void write(ImportedFiles files) throws ImportException {
        Path part = null;
        try {
            Files.createDirectories(path.getParent());
            part = Files.createTempDirectory(path.getParent(), "." + path.getFileName() + ".import", PRIVATE_DIRECTORY);
            fill(part, files);
            Files.setPosixFilePermissions(part, READABLE);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ImportException(path + " cannot be written: " + reason(e, part), e);
        }
    }

    private static void fill(Path directory, ImportedFiles files) throws IOException {
        for (Map.Entry<String, String> file : files.configurations().entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        Path secrets = Files.createDirectory(directory.resolve("secrets"), PRIVATE_DIRECTORY);
        for (Map.Entry<String, String> secret : files.secrets().entrySet()) {
            Path file = Files.createFile(secrets.resolve(secret.getKey()), PRIVATE_FILE);
            Files.write(file, secret.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String reason(IOException failure, Path part) {
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (part == null) {
            return reason;
        }
        try (Stream<Path> tree = Files.walk(part)) {
            List<Path> inside = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : inside) {
                Files.delete(each);
            }
            return reason;
        } catch (IOException e) {
            return reason + "; what is written already stayed in " + part;
        }
    }
}
