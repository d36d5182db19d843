package org.ipmibridge.hypervisor.api;

/**
 * An ISO image, where the hypervisor finds it.
 *
 * @param path in the hypervisor's own notation, for example {@code [datastore1] iso/rescue.iso}; not blank
 */
public record IsoImage(String path) {
    public IsoImage {
        if (path.isBlank()) {
            throw new IllegalArgumentException("an ISO image needs a path");
        }
    }

    @Override
    public String toString() {
        return path;
    }
}
