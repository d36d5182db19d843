package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ipmibridge.launcher.swap.NewerJar;

/** A distribution as the next release would be: the same with all bundles of the bridge in another version. */
final class NextRelease {
    private NextRelease() {}

    /**
     * Makes one.
     *
     * @param home the distribution that it is made of, which stays as it is
     * @param target where to
     */
    static void make(Path home, Path target, String version) throws IOException, InterruptedException {
        Archive.copy(target);
        String before = Files.readString(home.resolve("lib/version")).strip();
        for (Path jar : files(target.resolve("bundles"))) {
            String name = jar.getFileName().toString();
            if (name.endsWith("-" + before + ".jar")) {
                NewerJar.of(jar, version, jar.resolveSibling(name.replace(before, version)));
                Files.delete(jar);
            }
        }
        for (Path feature : files(target.resolve("features"))) {
            Files.writeString(feature, Files.readString(feature).replace(before, version));
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
