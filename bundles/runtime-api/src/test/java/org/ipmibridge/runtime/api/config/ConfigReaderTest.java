package org.ipmibridge.runtime.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class ConfigReaderTest {
    private final Map<String, Object> properties = new HashMap<>(Map.of(
            "felix.fileinstall.filename", "file:/etc/bridge/a.cfg",
            "service.pid", "org.example.pid~a",
            "port", " 70000 ",
            "mode", "On"));
    private final ConfigReader reader = new ConfigReader(properties);

    @Test
    public void aNumberOutsideItsRangeIsRefusedWithFileKeyValueAndReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.number("port", () -> 70_000, 1, 65_535))
                .withMessage("/etc/bridge/a.cfg: port = 70000: must be a whole number, 1 to 65535");
    }

    @Test
    public void whatIsNoNumberIsRefusedLikeOneOutsideItsRange() {
        properties.put("port", "many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.number("port", () -> Integer.parseInt("many"), 1, 65_535))
                .withMessage("/etc/bridge/a.cfg: port = many: must be a whole number, 1 to 65535");
    }

    @Test
    public void theEndsOfARangeAreInIt() {
        assertThat(reader.number("port", () -> 1, 1, 2)).isEqualTo(1);
        assertThat(reader.number("port", () -> 2, 1, 2)).isEqualTo(2);
    }

    @Test
    public void withoutAFileThePidIsNamed() {
        properties.remove("felix.fileinstall.filename");
        assertThat(reader.source()).isEqualTo("org.example.pid~a");
    }

    @Test
    public void aWordIsTakenInAnyCaseAndTheFirstOneIsTheDefault() {
        assertThat(reader.word("mode", "off", "on")).isEqualTo("on");
        assertThat(reader.word("missing", "off", "on")).isEqualTo("off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.word("mode", "yes", "no"))
                .withMessage("/etc/bridge/a.cfg: mode = On: must be yes or no");
    }

    @Test
    public void aSecretValueIsNotShown() {
        properties.put(".password", "topsecret");
        assertThat(reader.wrongUnshown(".password", "is too long"))
                .hasMessage("/etc/bridge/a.cfg: .password: is too long");
    }

    @Test
    public void misspeltKeysAreFoundAmongThoseThatTheFrameworkAdds() {
        properties.put("component.id", 1L);
        properties.put("osgi.ds.satisfying.condition.target", "(osgi.condition.id=true)");
        properties.put(".pasword", "x");
        properties.put("prot", "1");
        assertThat(reader.unknownKeys(Set.of("port", "mode", ".password"))).containsExactly(".pasword", "prot");
    }
}
