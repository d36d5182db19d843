package org.ipmibridge.hypervisor.vmware.iso;

import java.util.Optional;

/**
 * Where ISO images are that are not named with their datastore.
 *
 * @param datastore the datastore; none if not configured
 * @param folder the folder on it, empty for the datastore itself
 */
public record IsoPlaces(Optional<String> datastore, String folder) {
    /**
     * The file that a path means: {@code [datastore] path} as it stands, {@code path} in the configured folder, and {@code /path} from the
     * configured datastore's root.
     *
     * @throws IllegalArgumentException if it means none, with the reason
     */
    public DatastorePath resolve(String text) {
        DatastorePath file = DatastorePath.isAbsolute(text) ? DatastorePath.parse(text) : relative(text.strip());
        if (file.path().isEmpty()) {
            throw new IllegalArgumentException("must name a file");
        }
        return file;
    }

    /**
     * The file that an upload goes to: as {@link #resolve}, but an empty path or one that ends with {@code /} means a folder, in which the
     * file gets its own name.
     *
     * @throws IllegalArgumentException if it means none, with the reason
     */
    public DatastorePath target(String text, String fileName) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return resolve(fileName);
        }
        return resolve(stripped.endsWith("/") || stripped.endsWith("]") ? stripped + "/" + fileName : stripped);
    }

    /** The configured folder, if a datastore is configured. */
    public Optional<DatastorePath> configured() {
        return datastore.map(name -> new DatastorePath(name, folder));
    }

    private DatastorePath relative(String text) {
        DatastorePath place = configured()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be [datastore] path, because no datastore for ISO images is configured (iso.datastore)"));
        return text.startsWith("/") ? new DatastorePath(place.datastore(), text) : place.resolve(text);
    }
}
