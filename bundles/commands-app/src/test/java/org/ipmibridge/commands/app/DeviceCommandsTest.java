package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.commands.app.Exchange.ask;

import java.util.HexFormat;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Test;

public class DeviceCommandsTest {
    private final FakeBmc bmc = new FakeBmc("vm1");
    private final Implemented implemented = new Implemented().with(NetFn.CHASSIS, 0x01);
    private final CommandHandler getDeviceId = new GetDeviceId(implemented.commands());

    @Test
    public void deviceIdHas15Bytes() {
        bmc.withIdentity(new DeviceIdentity(0x20, 1, 1, 7, 6902, 1));

        assertThat(ask(getDeviceId, bmc, "")).isEqualTo("00 200101070280f61a00010000000000");
    }

    @Test
    public void everyFieldOfTheDeviceIdHasItsPlace() {
        bmc.withIdentity(new DeviceIdentity(0xAA, 0x0A, 0x2A, 42, 0xAAAAA, 0xAAAA));
        assertThat(ask(getDeviceId, bmc, "")).isEqualTo("00 aa0a2a420280aaaa0aaaaa00000000");

        bmc.withIdentity(new DeviceIdentity(0x55, 0x05, 0x55, 99, 0x55555, 0x5555));
        assertThat(ask(getDeviceId, bmc, "")).isEqualTo("00 550555990280555505555500000000");
    }

    @Test
    public void theDeviceIdClaimsTheDevicesWhoseCommandsAreThere() {
        assertThat(devices()).isEqualTo("80");

        implemented.with(NetFn.SENSOR_EVENT, 0x2D);
        assertThat(devices()).isEqualTo("81");
        implemented.with(NetFn.STORAGE, 0x20);
        assertThat(devices()).isEqualTo("83");
        implemented.with(NetFn.STORAGE, 0x40);
        assertThat(devices()).isEqualTo("87");
        implemented.with(NetFn.STORAGE, 0x10);
        assertThat(devices()).isEqualTo("8f");
        implemented.with(NetFn.SENSOR_EVENT, 0x02);
        assertThat(devices()).isEqualTo("9f");
    }

    @Test
    public void theSelfTestHasPassed() {
        assertThat(ask(new GetSelfTestResults(), bmc, "")).isEqualTo("00 5500");
    }

    @Test
    public void bothGuidsAreTheSystemsAsItGoesOverTheWire() {
        bmc.withGuid(HexFormat.of().parseHex("e7d6c5b4a39281706f5e4d3c2b1a4d56"));

        assertThat(ask(new GetSystemGuid(), bmc, "")).isEqualTo("00 e7d6c5b4a39281706f5e4d3c2b1a4d56");
        assertThat(ask(new GetDeviceGuid(), bmc, "")).isEqualTo("00 e7d6c5b4a39281706f5e4d3c2b1a4d56");
    }

    @Test
    public void whoSendsDataWhereNoneBelongsIsTold() {
        assertThat(ask(getDeviceId, bmc, "00")).isEqualTo("c7");
        assertThat(ask(new GetSelfTestResults(), bmc, "00")).isEqualTo("c7");
        assertThat(ask(new GetSystemGuid(), bmc, "00")).isEqualTo("c7");
        assertThat(ask(new GetDeviceGuid(), bmc, "00")).isEqualTo("c7");
    }

    private String devices() {
        return ask(getDeviceId, bmc, "").substring(13, 15);
    }
}
