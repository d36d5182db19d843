package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.commands.app.Exchange.ask;

import java.io.IOException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.FakeSessions;
import org.junit.Test;

public class ChannelCommandsTest {
    private final FakeBmc bmc = new FakeBmc("vm1");
    private final FakeSessions sessions = new FakeSessions(FakeSession.of("vm1", PrivilegeLevel.ADMINISTRATOR));
    private final CommandHandler info = new GetChannelInfo(sessions);
    private final CommandHandler get = new GetChannelAccess();
    private final CommandHandler set = new SetChannelAccess();

    @Test
    public void thereIsOneLanChannel() {
        assertThat(ask(info, bmc, "01")).isEqualTo("00 01040181f21b000000");
        assertThat(ask(info, bmc, "0e")).isEqualTo("00 01040181f21b000000");
    }

    @Test
    public void theSessionsOfThisBmcAreCounted() {
        sessions.add(FakeSession.of("vm1", PrivilegeLevel.USER));
        sessions.add(FakeSession.of("vm2", PrivilegeLevel.USER));
        assertThat(ask(info, bmc, "0e")).isEqualTo("00 01040182f21b000000");

        for (int i = 0; i < 70; i++) {
            sessions.add(FakeSession.of("vm1", PrivilegeLevel.USER));
        }
        assertThat(ask(info, bmc, "0e")).as("six bits").isEqualTo("00 010401bff21b000000");
    }

    @Test
    public void thereIsNoOtherChannelAboveAllNoIpmb() {
        for (String channel : new String[] {"00", "02", "03", "04", "05", "06", "07", "08", "09", "0a", "0b", "0f"}) {
            assertThat(ask(info, bmc, channel)).as(channel).isEqualTo("cc");
            assertThat(ask(get, bmc, channel + "80")).as(channel).isEqualTo("cc");
            assertThat(ask(set, bmc, channel + "a284")).as(channel).isEqualTo("cc");
        }
    }

    @Test
    public void theChannelIsAlwaysAvailableToAdministratorsAndAlertsNobody() {
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2204");
        assertThat(ask(get, bmc, "0140")).isEqualTo("00 2204");
    }

    @Test
    public void accessIsSetAsIpmitoolDoesIt() {
        assertThat(ask(set, bmc, "016244")).isEqualTo("00");
        assertThat(ask(set, bmc, "01a284")).isEqualTo("00");

        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2204");
    }

    @Test
    public void whatIsInForceEndsWithTheBridgeAndWhatIsStoredBeginsThen() {
        assertThat(ask(set, bmc, "0e a0 82")).isEqualTo("00");
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2002");
        assertThat(ask(get, bmc, "0140")).isEqualTo("00 2204");
        bmc.settings().restart();
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2204");

        assertThat(ask(set, bmc, "0e 60 43")).isEqualTo("00");
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2204");
        assertThat(ask(get, bmc, "0140")).isEqualTo("00 2003");
        bmc.settings().restart();
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2003");
    }

    @Test
    public void accessAndLimitCanBeSetInDifferentSettings() {
        assertThat(ask(set, bmc, "01 9a 43")).isEqualTo("00");

        assertThat(ask(get, bmc, "0180")).isEqualTo("00 1a04");
        assertThat(ask(get, bmc, "0140")).isEqualTo("00 2203");
    }

    @Test
    public void whatIsNotToBeSetStays() {
        assertThat(ask(set, bmc, "01 15 00")).isEqualTo("00");
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2204");

        assertThat(ask(set, bmc, "01 00 82")).isEqualTo("00");
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2202");

        assertThat(ask(set, bmc, "01 aa 00")).isEqualTo("00");
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2a02");
    }

    @Test
    public void modesThatAVirtualMachineCannotHaveAreRefused() {
        assertThat(ask(set, bmc, "01 a1 84")).as("pre-boot only").isEqualTo("83");
        assertThat(ask(set, bmc, "01 a3 84")).as("shared").isEqualTo("83");
        assertThat(ask(set, bmc, "01 55 00")).as("reserved").isEqualTo("83");
        assertThat(ask(get, bmc, "0180")).isEqualTo("00 2204");
    }

    @Test
    public void reservedValuesAreRefused() {
        assertThat(ask(set, bmc, "01 e2 84")).isEqualTo("cc");
        assertThat(ask(set, bmc, "01 a2 c4")).isEqualTo("cc");
        assertThat(ask(set, bmc, "01 a2 80")).isEqualTo("cc");
        assertThat(ask(set, bmc, "01 a2 86")).isEqualTo("cc");
        assertThat(ask(get, bmc, "0100")).isEqualTo("cc");
        assertThat(ask(get, bmc, "01c0")).isEqualTo("cc");
    }

    @Test
    public void successMeansThatItIsOnDisk() {
        bmc.settings().failWrites(new IOException("full"));

        assertThatThrownBy(() -> ask(set, bmc, "016244")).hasRootCauseMessage("full");
    }

    @Test
    public void wrongLengthsAreRefused() {
        assertThat(ask(info, bmc, "")).isEqualTo("c7");
        assertThat(ask(info, bmc, "0e00")).isEqualTo("c7");
        assertThat(ask(get, bmc, "01")).isEqualTo("c7");
        assertThat(ask(get, bmc, "018000")).isEqualTo("c7");
        assertThat(ask(set, bmc, "0162")).isEqualTo("c7");
        assertThat(ask(set, bmc, "01624400")).isEqualTo("c7");
    }
}
