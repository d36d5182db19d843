package org.ipmibridge.launcher;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.features.format.ArtifactId;
import org.ipmibridge.features.format.Feature;
import org.ipmibridge.features.format.FeatureReader;

/**
 * An unpacked distribution.
 *
 * @param home its directory
 */
record Distribution(Path home) {

    /** All features, in the order of their file names. */
    List<Feature> features() throws LauncherException {
        List<Feature> features = new ArrayList<>();
        try {
            for (Path file : list(home.resolve("features"), "*.json")) {
                features.add(FeatureReader.read(file));
            }
        } catch (IOException e) {
            throw new LauncherException("the features cannot be read: " + Reason.of(e), e);
        }
        return features;
    }

    /** A bundle's jar. */
    Path jar(ArtifactId id) throws LauncherException {
        Path jar = home.resolve("bundles").resolve(id.fileName());
        if (!Files.isReadable(jar)) {
            throw new LauncherException("the bundle " + jar + " cannot be read");
        }
        return jar;
    }

    /** A file beside the launcher's own jars. */
    Path lib(String name) {
        return home.resolve("lib").resolve(name);
    }

    /** The start script. */
    Path script() {
        return home.resolve("bin").resolve("bridge");
    }

    private static List<Path> list(Path directory, String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(null);
        return files;
    }
}
