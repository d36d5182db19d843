package org.ipmibridge.config.watcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.problem.Problem;

/** The files that secrets are in. Links are followed, as a container's secrets are links that are swapped. Used by one thread. */
final class SecretDirectory {
    private static final int DEPTH = 3;

    private final Path directory;
    private Map<String, Stamp> known;

    /** What tells one content of a file from another without reading it. */
    private record Stamp(Instant modified, long size, Object file) {}

    SecretDirectory(Path directory) {
        this.directory = directory;
        known = stamps();
    }

    /** The names of the secrets that were added, changed or removed since the last time. */
    Set<String> changes() {
        Map<String, Stamp> now = stamps();
        Set<String> changed = new HashSet<>(known.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(name -> now.containsKey(name) && now.get(name).equals(known.get(name)));
        known = now;
        return changed;
    }

    /** Secrets that every user of the machine can read. */
    List<Problem> problems() {
        if (!isOpen(directory, PosixFilePermission.OTHERS_EXECUTE)) {
            return List.of();
        }
        return names().stream()
                .map(directory::resolve)
                .filter(file -> isOpen(file, PosixFilePermission.OTHERS_READ))
                .map(file -> new Problem(
                        file.toString(),
                        "every user of this machine can read this secret: chmod o= helps",
                        modified(file)))
                .toList();
    }

    private Map<String, Stamp> stamps() {
        Map<String, Stamp> stamps = new HashMap<>();
        for (String name : names()) {
            try {
                PosixFileAttributes file = Files.readAttributes(directory.resolve(name), PosixFileAttributes.class);
                stamps.put(name, new Stamp(file.lastModifiedTime().toInstant(), file.size(), file.fileKey()));
            } catch (IOException goneMeanwhile) {
                stamps.remove(name);
            }
        }
        return stamps;
    }

    /** None while there is no directory. */
    private List<String> names() {
        try (Stream<Path> files = Files.walk(directory, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static boolean isOpen(Path file, PosixFilePermission permission) {
        try {
            return Files.getPosixFilePermissions(file).contains(permission);
        } catch (IOException e) {
            return false;
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.now();
        }
    }
}
