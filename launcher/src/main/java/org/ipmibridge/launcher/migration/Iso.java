package org.ipmibridge.launcher.migration;

import java.util.Optional;

/**
 * The default image and where images are.
 *
 * @param image a path on the datastore, or a complete one
 * @param folder the folder of the datastore that has the images
 */
record Iso(Optional<String> image, Optional<String> datastore, Optional<String> folder) {
    Iso {
        datastore = datastore
                .map(name -> name.strip().replaceFirst("^\\[(.*)]$", "$1").strip())
                .filter(name -> !name.isEmpty());
    }
}
