package org.ipmibridge.bundle.deployer;

import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file as it was at one look; as long as it is the same at the next, nobody writes it.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970
 * @param key tells it from another file of that name
 */
record Seen(long size, long modified, String key) {
    static Seen of(BasicFileAttributes attributes) {
        return new Seen(
                attributes.size(), attributes.lastModifiedTime().toMillis(), String.valueOf(attributes.fileKey()));
    }
}
