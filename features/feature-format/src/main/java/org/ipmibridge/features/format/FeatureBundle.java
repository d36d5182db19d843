package org.ipmibridge.features.format;

/**
 * One bundle of a feature.
 *
 * @param id the bundle's coordinates
 * @param startLevel the start level it is started at, 1 or more
 */
public record FeatureBundle(ArtifactId id, int startLevel) {

    /** Checks the start level. */
    public FeatureBundle {
        if (startLevel < 1) {
            throw new IllegalArgumentException("start-order of " + id + " is " + startLevel + ", must be 1 or more");
        }
    }
}
