package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Copies of jars that nobody else changes, so that what was in force can be put in force again. */
final class Shelf {
    private final Path directory;

    /** The only copies there are; null where this is not known. */
    private Set<Path> kept;

    Shelf(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /**
     * Copies a jar and reads the copy.
     *
     * @param seen the file as it was last seen
     * @throws NotDeployableException if it is not whole, or no bundle that can be deployed
     * @throws IOException if it cannot be read
     */
    BundleJar take(Path file, Seen seen) throws IOException {
        checkEnd(file);
        kept = null;
        Path copy = Files.createTempFile(directory, "jar", ".jar");
        try {
            try (var out = Files.newOutputStream(copy)) {
                Files.copy(file, out);
            }
            BundleJar jar = BundleJar.read(copy);
            if (!seen.equals(
                    Seen.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)))) {
                throw new NotDeployableException("is being written", false);
            }
            return jar;
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** Most jars that are not whole have no end; that is known without a copy. */
    private static void checkEnd(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.size();
        } catch (java.util.zip.ZipException e) {
            throw new NotDeployableException("is no whole jar: " + e.getMessage(), false);
        }
    }

    /** A copy of earlier. */
    BundleJar copy(String name) throws IOException {
        return BundleJar.read(directory.resolve(name));
    }

    /** Deletes all copies but these. */
    void keepOnly(Collection<BundleJar> wanted) throws IOException {
        Set<Path> needed = wanted.stream().map(BundleJar::path).collect(Collectors.toSet());
        if (needed.equals(kept)) {
            return;
        }
        try (Stream<Path> copies = Files.list(directory)) {
            for (Path copy : copies.filter(path -> !needed.contains(path)).toList()) {
                Files.deleteIfExists(copy);
            }
        }
        kept = needed;
    }
}
