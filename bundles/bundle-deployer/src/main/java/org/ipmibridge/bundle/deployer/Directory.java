package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is in the directory at one moment.
 *
 * @param jars the files that may be jars, by name
 * @param others why other entries are no jars, by name
 */
record Directory(Map<String, Seen> jars, Map<String, String> others) {
    /** Hidden files and those that are not meant to be taken yet: nobody wonders about them. */
    private static final Pattern UNFINISHED = Pattern.compile("\\..*|.*(~|\\.part|\\.filepart|\\.tmp)");

    static Directory look(Path path) throws IOException {
        Directory found = new Directory(new TreeMap<>(), new TreeMap<>());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private void add(Path entry) {
        String name = entry.getFileName().toString();
        if (UNFINISHED.matcher(name).matches()) {
            return;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                others.put(name, "is a symbolic link; put the jar itself here");
            } else if (attributes.isDirectory()) {
                others.put(name, "is a directory; jars are looked for in deploy/ itself only");
            } else if (!attributes.isRegularFile() || !name.endsWith(".jar")) {
                others.put(name, "is no jar: its name does not end with .jar");
            } else {
                jars.put(name, Seen.of(attributes));
            }
        } catch (NoSuchFileException e) {
            // It went away while we looked.
        } catch (IOException e) {
            others.put(name, "cannot be read: " + Reason.of(e));
        }
    }
}
