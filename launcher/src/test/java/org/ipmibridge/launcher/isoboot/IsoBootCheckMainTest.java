package org.ipmibridge.launcher.isoboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What iso-boot-check refuses before it sends anything. */
public class IsoBootCheckMainTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    public void withoutATerminalThePowerIsNotCycledUnasked() {
        assertThat(run(Map.of("IPMI_PASSWORD", "test"), "--host", "127.0.0.1", "--user", "oper"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--yes is needed");
    }

    @Test
    public void withoutATerminalThePasswordIsInTheEnvironment() {
        assertThat(run(Map.of(), "--host", "127.0.0.1", "--user", "oper", "--get"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("IPMI_PASSWORD", "no terminal");
    }

    @Test
    public void aPasswordThatIpmiCannotCarryIsRefused() {
        assertThat(run(Map.of("IPMI_PASSWORD", "x".repeat(21)), "--host", "127.0.0.1", "--user", "oper", "--get"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("passwords of up to 20")
                .doesNotContain("xxx");
    }

    @Test
    public void thePasswordOfIpmitoolsOwnVariableIsPreferred() throws Exception {
        Operator operator =
                new Operator(Map.of("IPMI_PASSWORD", "general", "IPMITOOL_PASSWORD", "special"), Optional.empty());

        assertThat(operator.password("oper")).isEqualTo("special");
    }

    private int run(Map<String, String> environment, String... arguments) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return IsoBootCheckMain.run(List.of(arguments), new Operator(environment, Optional.empty()), stream, stream);
    }
}
