package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A whole jar with a bundle in it.
 *
 * @param path where it is
 * @param name its symbolic name
 * @param version its version
 * @param exports its {@code Export-Package}; may be empty
 * @param digest tells its content from any other
 */
record BundleJar(Path path, String name, Version version, String exports, String digest) {
    /** What the OSGi specification allows. Such a name is also a file name, and names no other directory. */
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");

    private static final Set<String> FRAMEWORK = Set.of("system.bundle", "org.apache.felix.framework");

    /**
     * Reads a jar from its first byte to its last.
     *
     * @throws NotDeployableException if it is not whole, or no bundle that can be deployed
     * @throws IOException if it cannot be read
     */
    static BundleJar read(Path path) throws IOException {
        Attributes manifest = manifest(path);
        String name = Clause.first(manifest.getValue(Constants.BUNDLE_SYMBOLICNAME));
        if (name.isEmpty()) {
            throw new NotDeployableException("is a jar, but no bundle: its manifest has no Bundle-SymbolicName", true);
        }
        if (!SYMBOLIC_NAME.matcher(name).matches()) {
            throw new NotDeployableException("has a Bundle-SymbolicName that is none: " + name, true);
        }
        if (manifest.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new NotDeployableException(
                    "is a fragment of " + Clause.first(manifest.getValue(Constants.FRAGMENT_HOST))
                            + "; fragments are not deployed",
                    true);
        }
        if (FRAMEWORK.contains(name)) {
            throw new NotDeployableException(
                    "is the OSGi framework itself (" + name + "), which is not replaced while it runs", true);
        }
        String exports = manifest.getValue(Constants.EXPORT_PACKAGE);
        return new BundleJar(path, name, version(manifest), exports == null ? "" : exports, digest(path));
    }

    /** Name and version for people. */
    String title() {
        return name + " " + version;
    }

    boolean sameContent(BundleJar other) {
        return other != null && digest.equals(other.digest);
    }

    private static Version version(Attributes manifest) throws NotDeployableException {
        String text = manifest.getValue(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw new NotDeployableException("has a Bundle-Version that is none: " + text, true);
        }
    }

    /** All entries are read, which checks their sums, and their signatures where there are any. */
    private static Attributes manifest(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile(), true)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            if (jar.getManifest() == null) {
                throw new NotDeployableException("is a jar, but no bundle: it has no manifest", true);
            }
            return jar.getManifest().getMainAttributes();
        } catch (ZipException | java.io.EOFException e) {
            throw new NotDeployableException("is no whole jar: " + e.getMessage(), false);
        } catch (SecurityException | IllegalArgumentException e) {
            throw new NotDeployableException("is damaged: " + e.getMessage(), true);
        }
    }

    private static String digest(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path);
                DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
