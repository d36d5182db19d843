package org.ipmibridge.launcher.migration;

import java.util.Optional;

/**
 * The default image and where images are.
 *
 * @param image a path on the datastore, or a complete one
 * @param folder the folder of the datastore that has the images
 */
record Iso(Optional<String> image, Optional<String> datastore, Optional<String> folder) {
    static final Iso NONE = new Iso(Optional.empty(), Optional.empty(), Optional.empty());
}
