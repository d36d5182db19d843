package org.ipmibridge.features.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class FeatureReaderTest {
    private static final String TEXT = """
            {
              "feature-resource-version": "1.0",
              "id": "org.example:night:1.2.3",
              "description": "a \\"quoted\\" \\u0041\\n",
              "complete": true, "vendor": null, "variables": {}, "extensions": [],
              "categories": ["core"],
              "bundles": [
                { "id": "g:a:1", "start-order": 5 },
                { "id": "g:b:2-SNAPSHOT", "start-order": 60 }
              ]
            }
            """;

    @Test
    public void aFeatureHasItsBundlesInOrderWithTheirStartLevels() throws Exception {
        Feature feature = FeatureReader.parse(TEXT, "night.json");

        assertThat(feature.id()).isEqualTo(new ArtifactId("org.example", "night", "1.2.3"));
        assertThat(feature.core()).isTrue();
        assertThat(feature.bundles())
                .containsExactly(
                        new FeatureBundle(new ArtifactId("g", "a", "1"), 5),
                        new FeatureBundle(new ArtifactId("g", "b", "2-SNAPSHOT"), 60));
        assertThat(feature.bundles().get(1).id().fileName()).isEqualTo("b-2-SNAPSHOT.jar");
    }

    @Test
    public void aFeatureWithoutTheCategoryIsNotCore() throws Exception {
        assertThat(FeatureReader.parse(TEXT.replace("[\"core\"]", "[]"), "x").core())
                .isFalse();
        assertThat(FeatureReader.parse(TEXT.replace("\"categories\"", "\"other\""), "x")
                        .core())
                .isFalse();
    }

    @Test
    public void aBrokenFileIsNamedWithItsLine() {
        refused(TEXT.replace("\"complete\": true,", "\"complete\": true"), "night.json: line 5: ',' expected");
        refused(TEXT.replace("true", "tru"), "night.json: line 5: a value expected");
        refused(TEXT.replace("\\n", "\\x"), "night.json: line 4: an escape expected");
        refused(TEXT.substring(0, TEXT.lastIndexOf('}')), "night.json: line 11: ',' expected");
        refused(TEXT + "x", "night.json: line 12: nothing more expected");
        refused("", "night.json: line 1: a value expected");
        refused("{\"a", "night.json: line 1: more expected");
    }

    @Test
    public void aFileThatIsNoFeatureIsRefusedWithTheReason() {
        refused("[]", "night.json: a feature is no JSON object");
        refused(TEXT.replace("\"1.0\"", "\"2.0\""), "night.json: feature-resource-version is not 1.0");
        refused(TEXT.replace("\"g:a:1\"", "\"g:a\""), "night.json: 'g:a' is not group:artifact:version");
        refused(TEXT.replace("\"g:a:1\"", "\"g::1\""), "night.json: 'g::1' is not group:artifact:version");
        refused(TEXT.replace("\"id\": \"org", "\"ID\": \"org"), "night.json: id is missing");
        refused(TEXT.replace(": 60", ": \"60\""), "night.json: start-order of g:b:2-SNAPSHOT is no whole number");
        refused(TEXT.replace(": 60", ": 0"), "night.json: start-order of g:b:2-SNAPSHOT is 0, must be 1 or more");
        refused(TEXT.replace("\"bundles\"", "\"jars\""), "night.json: bundles is no JSON array");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> FeatureReader.parse(text, "night.json"))
                .isInstanceOf(FeatureFormatException.class)
                .hasMessage(message);
    }
}
