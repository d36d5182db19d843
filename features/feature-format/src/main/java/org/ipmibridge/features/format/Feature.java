package org.ipmibridge.features.format;

import java.util.List;

/**
 * A feature: a named list of bundles.
 *
 * @param id the feature's coordinates
 * @param core whether the bridge cannot run without it: the feature file's categories contain {@code core}
 * @param bundles its bundles, in the file's order
 */
public record Feature(ArtifactId id, boolean core, List<FeatureBundle> bundles) {

    /** Copies the list. */
    public Feature {
        bundles = List.copyOf(bundles);
    }
}
