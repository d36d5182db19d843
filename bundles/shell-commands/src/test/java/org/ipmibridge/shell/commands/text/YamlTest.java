package org.ipmibridge.shell.commands.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;

public final class YamlTest {
    @Test
    public void whatIsWrittenIsReadAsTheSame() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a: b # c");
        map.put("number", 623);
        map.put("flag", true);
        map.put("none", null);
        map.put("yes", "no");
        map.put("00:50:56:01:02:03", "0123");
        map.put("123", "1e3");
        map.put("special", "\"\\\n\tü\u0007${x}\u2028-");
        map.put("list", List.of("a", Map.of("b", List.of(1, 2)), List.of("c")));
        map.put("map", Map.of("inner", Map.of("deep", "")));

        String yaml = org.ipmibridge.shell.commands.text.Yaml.write(map);

        assertThat(new Yaml().<Object>load(yaml)).isEqualTo(map);
    }
}
