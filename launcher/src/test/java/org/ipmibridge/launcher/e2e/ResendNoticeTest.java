package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public final class ResendNoticeTest {
    @Test
    public void whatIpmitoolSaysWhenItAsksAgainIsNoPartOfItsOutput() {
        assertThat(ResendNotice.without(List.of(
                        "> Error: no response from RAKP 1 message",
                        "> Error: no response from RAKP 3 message",
                        "Chassis Power is on")))
                .isEqualTo("Chassis Power is on");
        assertThat(ResendNotice.without(List.of("> Error: no response from RAKP 1 message")))
                .isEmpty();
    }

    @Test
    public void anythingElseIsPartOfIt() {
        List<String> lines = List.of(
                "Error in open session response message : no matching cipher suite",
                "",
                "Error: Unable to establish IPMI v2 / RMCP+ session");

        assertThat(ResendNotice.without(lines)).isEqualTo(String.join("\n", lines));
    }
}
