package org.ipmibridge.hypervisor.vmware.iso;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file or folder on a datastore, as {@code [datastore] folder/file.iso}.
 *
 * @param datastore the datastore's name
 * @param path the path on it, with {@code /} between its parts and none at its ends; empty for the datastore itself
 */
public record DatastorePath(String datastore, String path) {
    /**
     * Normalises the path: empty parts and {@code .} are left out.
     *
     * @throws IllegalArgumentException if the datastore has no name, or a part is {@code ..} or has control characters; the message is a
     *     reason to follow the text that was read
     */
    public DatastorePath {
        if (datastore.isBlank() || hasControls(datastore)) {
            throw new IllegalArgumentException("needs the name of a datastore between the brackets");
        }
        path = normal(path);
    }

    /**
     * Reads {@code [datastore] path}.
     *
     * @throws IllegalArgumentException if it is none, with the reason
     */
    public static DatastorePath parse(String text) {
        String trimmed = text.strip();
        int end = trimmed.indexOf(']');
        if (!isAbsolute(trimmed) || end < 0) {
            throw new IllegalArgumentException("must be [datastore] path");
        }
        return new DatastorePath(
                trimmed.substring(1, end).strip(), trimmed.substring(end + 1).strip());
    }

    /** Whether a text names a datastore itself. */
    public static boolean isAbsolute(String text) {
        return text.stripLeading().startsWith("[");
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The folder that it is in; none for the datastore itself. */
    public Optional<DatastorePath> folder() {
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatastorePath(datastore, path.substring(0, Math.max(0, path.lastIndexOf('/')))));
    }

    /** What is below it by this path. */
    public DatastorePath resolve(String below) {
        return new DatastorePath(datastore, path + "/" + below);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? "[" + datastore + "]" : "[" + datastore + "] " + path;
    }

    private static String normal(String path) {
        if (hasControls(path)) {
            throw new IllegalArgumentException("must have no control characters");
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                throw new IllegalArgumentException("must have no .. in its path");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
