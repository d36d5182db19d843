package org.ipmibridge.features.format;

/**
 * The Maven coordinates of a jar.
 *
 * @param group the group id
 * @param artifact the artifact id
 * @param version the version
 */
public record ArtifactId(String group, String artifact, String version) {

    /**
     * Reads {@code group:artifact:version}.
     *
     * @throws IllegalArgumentException when the text has not exactly three parts, or an empty one
     */
    public static ArtifactId parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not group:artifact:version");
        }
        return new ArtifactId(parts[0], parts[1], parts[2]);
    }

    /** The jar's file name in a distribution's {@code bundles/}. */
    public String fileName() {
        return artifact + "-" + version + ".jar";
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}
