package org.ipmibridge.hypervisor.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An ISO image that a hypervisor has.
 *
 * @param image where it is
 * @param bytes how big it is
 * @param modified when it was last changed, if known
 */
public record IsoFile(IsoImage image, long bytes, Optional<Instant> modified) {
    public IsoFile {
        Objects.requireNonNull(image, "image");
    }
}
