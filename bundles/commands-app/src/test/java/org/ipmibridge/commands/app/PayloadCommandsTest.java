package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.commands.app.Exchange.ask;

import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

public class PayloadCommandsTest {
    private final FakeBmc bmc = new FakeBmc("vm1");
    private final Implemented implemented = new Implemented();
    private final Payloads payloads = new Payloads(implemented.commands());
    private final CommandHandler support = new GetChannelPayloadSupport(payloads);
    private final CommandHandler version = new GetChannelPayloadVersion(payloads);

    private final CommandHandler getAccess = new GetUserPayloadAccess(payloads);
    private final CommandHandler setAccess = new SetUserPayloadAccess(payloads);

    @Test
    public void messagesAndSessionSetUpAreSupported() {
        assertThat(ask(support, bmc, "0e")).isEqualTo("00 01003f0000000000");
        assertThat(ask(support, bmc, "01")).isEqualTo("00 01003f0000000000");
    }

    @Test
    public void serialOverLanIsSupportedWhenItCanBeActivated() {
        implemented.with(NetFn.APP, 0x48);

        assertThat(ask(support, bmc, "0e")).isEqualTo("00 03003f0000000000");
        assertThat(ask(version, bmc, "0e01")).isEqualTo("00 10");
    }

    @Test
    public void everySupportedPayloadHasVersion1() {
        for (String type : new String[] {"00", "10", "11", "12", "13", "14", "15"}) {
            assertThat(ask(version, bmc, "0e" + type)).as(type).isEqualTo("00 10");
        }
    }

    @Test
    public void payloadsThatDoNotExistAreNotAvailable() {
        for (String type : new String[] {"01", "02", "0f", "16", "20", "55", "aa", "ff"}) {
            assertThat(ask(version, bmc, "0e" + type)).as(type).isEqualTo("80");
        }
    }

    @Test
    public void noPayloadThatDoesNotExistIsGranted() {
        assertThat(ask(getAccess, bmc, "0102")).isEqualTo("00 00000000");
        assertThat(ask(setAccess, bmc, "010202000000")).isEqualTo("cc");
        assertThat(ask(setAccess, bmc, "010200000000")).isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0102")).isEqualTo("00 00000000");
    }

    @Test
    public void serialOverLanIsTakenAndGrantedAsIpmitoolDoesIt() {
        implemented.with(NetFn.APP, 0x48);
        assertThat(ask(getAccess, bmc, "0102")).isEqualTo("00 02000000");

        assertThat(ask(setAccess, bmc, "014202000000")).isEqualTo("00");
        bmc.settings().restart();
        assertThat(ask(getAccess, bmc, "0102")).isEqualTo("00 00000000");
        assertThat(ask(getAccess, bmc, "0103")).isEqualTo("00 02000000");

        assertThat(ask(setAccess, bmc, "010202000000")).isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0102")).isEqualTo("00 02000000");
    }

    @Test
    public void reservedOperationsAndPayloadsAreRefused() {
        implemented.with(NetFn.APP, 0x48);
        for (String data : new String[] {
            "018202000000",
            "01c202000000",
            "010203000000",
            "0102aa000000",
            "010255000000",
            "010202010000",
            "010202000100",
            "010202000001",
            "000202000000",
            "010002000000",
            "011002000000"
        }) {
            assertThat(ask(setAccess, bmc, data)).as(data).isEqualTo("cc");
        }
        assertThat(ask(getAccess, bmc, "0100")).isEqualTo("cc");
        assertThat(ask(getAccess, bmc, "0202")).isEqualTo("cc");
        assertThat(ask(setAccess, bmc, "0102020000")).isEqualTo("c7");
        assertThat(ask(setAccess, bmc, "01020200000000")).isEqualTo("c7");
        assertThat(ask(getAccess, bmc, "01")).isEqualTo("c7");
        assertThat(ask(getAccess, bmc, "010200")).isEqualTo("c7");
    }

    @Test
    public void otherChannelsAndWrongLengthsAreRefused() {
        assertThat(ask(support, bmc, "00")).isEqualTo("cc");
        assertThat(ask(version, bmc, "0200")).isEqualTo("cc");
        assertThat(ask(support, bmc, "")).isEqualTo("c7");
        assertThat(ask(support, bmc, "0e00")).isEqualTo("c7");
        assertThat(ask(version, bmc, "0e")).isEqualTo("c7");
        assertThat(ask(version, bmc, "0e0000")).isEqualTo("c7");
    }
}
