package org.ipmibridge.features.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads feature files. */
public final class FeatureReader {
    private static final String FORM = "1.0";

    private FeatureReader() {}

    /**
     * Reads one feature file in UTF-8.
     *
     * @throws FeatureFormatException when the file is no feature
     * @throws IOException when it cannot be read
     */
    public static Feature read(Path file) throws IOException {
        return parse(Files.readString(file), file.toString());
    }

    /**
     * Reads a feature's text.
     *
     * @param text the JSON text
     * @param name what the exception calls it
     * @throws FeatureFormatException when the text is no feature
     */
    public static Feature parse(String text, String name) throws FeatureFormatException {
        try {
            return feature(object(Json.parse(text), "a feature"));
        } catch (IllegalArgumentException e) {
            throw new FeatureFormatException(name + ": " + e.getMessage());
        }
    }

    private static Feature feature(Map<?, ?> json) {
        if (!FORM.equals(json.get("feature-resource-version"))) {
            throw new IllegalArgumentException("feature-resource-version is not " + FORM);
        }
        List<FeatureBundle> bundles = new ArrayList<>();
        for (Object bundle : array(json.get("bundles"), "bundles")) {
            bundles.add(bundle(object(bundle, "a bundle")));
        }
        Object categories = json.get("categories");
        boolean core = categories != null && array(categories, "categories").contains("core");
        return new Feature(id(json), core, bundles);
    }

    private static FeatureBundle bundle(Map<?, ?> json) {
        ArtifactId id = id(json);
        if (json.get("start-order") instanceof Integer level) {
            return new FeatureBundle(id, level);
        }
        throw new IllegalArgumentException("start-order of " + id + " is no whole number");
    }

    private static ArtifactId id(Map<?, ?> json) {
        if (json.get("id") instanceof String id) {
            return ArtifactId.parse(id);
        }
        throw new IllegalArgumentException("id is missing");
    }

    private static Map<?, ?> object(Object json, String what) {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(what + " is no JSON object");
    }

    private static List<?> array(Object json, String what) {
        if (json instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(what + " is no JSON array");
    }
}
