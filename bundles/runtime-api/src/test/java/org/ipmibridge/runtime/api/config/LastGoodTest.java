package org.ipmibridge.runtime.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ipmibridge.runtime.api.problem.Problem;
import org.junit.Test;
import org.slf4j.LoggerFactory;

public class LastGoodTest {
    private final LastGood<Integer> ports =
            new LastGood<>(LoggerFactory.getLogger(LastGoodTest.class), Set.of("port"), 623);
    private final List<Integer> used = new ArrayList<>();

    @Test
    public void aGoodConfigurationIsInForceAndPutToUse() {
        assertThat(take("port", "7")).isTrue();
        assertThat(ports.get()).isEqualTo(7);
        assertThat(used).containsExactly(7);
        assertThat(ports.problems()).isEmpty();
    }

    @Test
    public void aWrongOneIsAProblemAndTheOneBeforeItStays() {
        take("port", "7");
        assertThat(take("port", "0")).isFalse();
        assertThat(ports.get()).isEqualTo(7);
        assertThat(used).containsExactly(7);
        assertThat(ports.problems())
                .extracting(Problem::text)
                .containsExactly("/etc/bridge/a b.cfg: port = 0: must be a whole number, 1 to 65535");
    }

    @Test
    public void aProblemHasTheTimeAtWhichItWasSeenFirstAndIsGoneWhenMended() {
        take("port", "0");
        Problem first = ports.problems().get(0);
        take("port", "0");
        assertThat(ports.problems()).containsExactly(first);
        take("port", "1");
        assertThat(ports.problems()).isEmpty();
    }

    @Test
    public void aKeyThatMeansNothingIsAProblemThatKeepsNothingBack() {
        assertThat(take("prot", "8", "port", "7")).isTrue();
        assertThat(ports.get()).isEqualTo(7);
        assertThat(ports.problems())
                .extracting(Problem::text)
                .containsExactly("/etc/bridge/a b.cfg: prot: no such key, it has no effect");
    }

    @Test
    public void aReferenceToNothingIsNoValue() {
        take("port", "7");
        refuses("$[secret:web]", "there is no secret web");
        refuses("$[env:NO_SUCH;type=Integer]", "the environment variable NO_SUCH is not set");
        refuses("a $[prop:no.such] b", "the property no.such is not set");
        assertThat(ports.get()).isEqualTo(7);
    }

    private void refuses(String value, String reason) {
        assertThat(take("port", value)).isFalse();
        assertThat(ports.problems()).extracting(Problem::text).containsExactly("/etc/bridge/a b.cfg: port: " + reason);
    }

    private boolean take(String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("felix.fileinstall.filename", "file:/etc/bridge/a%20b.cfg");
        properties.put("service.pid", "org.example.pid");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return ports.accept(
                properties,
                reader -> reader.number("port", () -> Integer.parseInt(reader.text("port")), 1, 65_535),
                used::add);
    }
}
