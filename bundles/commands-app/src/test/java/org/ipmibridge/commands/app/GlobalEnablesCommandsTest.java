package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.commands.app.Exchange.ask;

import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

public class GlobalEnablesCommandsTest {
    private final FakeBmc bmc = new FakeBmc("vm1");
    private final CommandHandler get = new GetBmcGlobalEnables();
    private final CommandHandler set = new SetBmcGlobalEnables();

    @Test
    public void eventsAreLoggedUnlessSomebodySwitchesItOff() {
        assertThat(ask(get, bmc, "")).isEqualTo("00 08");

        assertThat(ask(set, bmc, "00")).isEqualTo("00");
        assertThat(ask(get, bmc, "")).isEqualTo("00 00");

        assertThat(ask(set, bmc, "08")).isEqualTo("00");
        assertThat(ask(get, bmc, "")).isEqualTo("00 08");
    }

    @Test
    public void whatDoesNotExistCannotBeEnabled() {
        for (String bits : new String[] {"01", "02", "04", "10", "20", "40", "80", "aa", "55", "09"}) {
            assertThat(ask(set, bmc, bits)).as(bits).isEqualTo("cc");
        }
        assertThat(ask(get, bmc, "")).isEqualTo("00 08");
    }

    @Test
    public void aRestartEnablesItAgain() {
        ask(set, bmc, "00");
        bmc.settings().restart();

        assertThat(ask(get, bmc, "")).isEqualTo("00 08");
    }

    @Test
    public void wrongLengthsAreRefused() {
        assertThat(ask(get, bmc, "00")).isEqualTo("c7");
        assertThat(ask(set, bmc, "")).isEqualTo("c7");
        assertThat(ask(set, bmc, "0808")).isEqualTo("c7");
    }
}
