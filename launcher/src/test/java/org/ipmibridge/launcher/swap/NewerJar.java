package org.ipmibridge.launcher.swap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Bundles as their next release would be. */
public final class NewerJar {
    private static final String VERSION = "Bundle-Version";

    private NewerJar() {}

    /** The symbolic name of a bundle. */
    public static String symbolicName(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest()
                    .getMainAttributes()
                    .getValue("Bundle-SymbolicName")
                    .replaceFirst(";.*", "");
        }
    }

    /** Makes a bundle of its activator. */
    public static Path of(Class<?> activator, String symbolicName, String imports, String version, Path target)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", symbolicName);
        main.putValue(VERSION, version);
        main.putValue("Bundle-Activator", activator.getName());
        main.putValue("Import-Package", imports);
        String name = activator.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(target);
                JarOutputStream out = new JarOutputStream(bytes, manifest);
                InputStream code = activator.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
        return target;
    }

    /** Copies a bundle as another version of itself, with something in it that was not there before. */
    public static Path of(Path jar, String version, Path target) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                OutputStream bytes = Files.newOutputStream(target)) {
            Manifest manifest = file.getManifest();
            manifest.getMainAttributes().putValue(VERSION, version);
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        file.getInputStream(entry).transferTo(out);
                    }
                }
                out.putNextEntry(new JarEntry("META-INF/swap-" + version));
            }
        }
        return target;
    }
}
