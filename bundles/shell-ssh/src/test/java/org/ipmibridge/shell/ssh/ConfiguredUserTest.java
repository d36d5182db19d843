package org.ipmibridge.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

public final class ConfiguredUserTest {
    private final LogRecorder log = new LogRecorder("org.ipmibridge.shell.ssh");
    private final SshUsers users = new SshUsers();

    @After
    public void close() {
        log.close();
    }

    @Test
    public void oneNameForTwoIsAProblemOfBothAsLongAsBothAreThere() {
        ConfiguredUser first = user("first");
        assertThat(first.problems()).isEmpty();
        ConfiguredUser second = user("second");

        assertThat(first.problems()).extracting(Problem::source).containsExactly("org.ipmibridge.shell.user~first");
        assertThat(second.problems()).extracting(Problem::source).containsExactly("org.ipmibridge.shell.user~second");
        assertThat(second.problems()).isEqualTo(second.problems());

        first.remove();
        assertThat(second.problems()).isEmpty();
        second.remove();
    }

    private ConfiguredUser user(String pid) {
        return new ConfiguredUser(ANN, Map.of("service.pid", "org.ipmibridge.shell.user~" + pid), users);
    }

    private static final UserConfiguration ANN = (UserConfiguration) Proxy.newProxyInstance(
            ConfiguredUserTest.class.getClassLoader(),
            new Class<?>[] {UserConfiguration.class},
            (proxy, method, arguments) -> Map.of("name", "ann", "role", "operator", "_password", "correct horse")
                    .getOrDefault(method.getName(), ""));
}
