package org.ipmibridge.shell.commands.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.ipmi.api.trace.TracedPacket;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.junit.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

public final class LinesTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 40_000);

    private final PacketLines people = new PacketLines(false);
    private final PacketLines json = new PacketLines(true);
    private final Event event = new Event(
            BridgeEvent.SESSION_OPENED,
            Map.of(
                    EventConstants.TIMESTAMP,
                    TIME.toEpochMilli(),
                    "bmc",
                    "vm1",
                    "peer",
                    "192.0.2.7:40000",
                    "user",
                    "a\u001bb",
                    "text",
                    "opened"));

    @Test
    public void anEventIsOneSafeLine() {
        assertThat(new EventLines(false).of(event))
                .isEqualTo(
                        "2026-01-02T03:04:05.678Z session/OPENED bmc=vm1 peer=192.0.2.7:40000 user=a\\u001bb: opened");
        assertThat(new EventLines(false).gap(3)).isEqualTo("3 events lost");
    }

    @Test
    public void anEventInJsonHasAllKeysAlways() {
        assertThat(new EventLines(true).of(event))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.678Z\",\"topic\":\"session/OPENED\",\"bmc\":\"vm1\","
                        + "\"machine\":null,\"hypervisor\":null,\"peer\":\"192.0.2.7:40000\",\"user\":\"a\\u001bb\","
                        + "\"bundle\":null,\"source\":null,\"text\":\"opened\"}");
        assertThat(new EventLines(true).gap(3)).isEqualTo("{\"lost\":3}");
    }

    @Test
    public void aRequestAndItsAnswerAreDecoded() {
        assertThat(people.of(packet(TracedPacket.Fate.RECEIVED, "Chassis Control", request(0, 2, "02"))))
                .isEqualTo("03:04:05.678 192.0.2.7:40000 > Chassis Control (00h/02h) [02] power cycle rq=9"
                        + " session=9a000001 seq=5");
        assertThat(people.of(packet(TracedPacket.Fate.SENT, "Get Chassis Status", answer(0, 1, 0, "21100000"))))
                .isEqualTo("03:04:05.678 192.0.2.7:40000 < Get Chassis Status (00h/01h) 00h Ok [21100000] power on"
                        + " in 1.5 ms rq=9 session=9a000001 seq=5");
        assertThat(people.of(packet(TracedPacket.Fate.SENT, "Chassis Control", answer(0, 2, 0xD5, ""))))
                .contains("D5h Command Not Supported In Present State in 1.5 ms");
        assertThat(people.of(
                        packet(TracedPacket.Fate.RECEIVED, "Set System Boot Options", request(0, 8, "058014000000"))))
                .contains("boot device CD, next boot");
    }

    @Test
    public void aDroppedPacketHasItsReason() {
        assertThat(people.of(packet(TracedPacket.Fate.DROPPED, "packet of 40 bytes", Optional.empty())))
                .isEqualTo("03:04:05.678 192.0.2.7:40000 x packet of 40 bytes: why session=9a000001 seq=5");
    }

    @Test
    public void aPacketInJsonHasAllKeysAlways() {
        assertThat(json.of(packet(TracedPacket.Fate.SENT, "Get Chassis Status", answer(0, 1, 0, "21100000"))))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.678Z\",\"bmc\":\"vm1\",\"peer\":\"192.0.2.7:40000\","
                        + "\"fate\":\"sent\",\"message\":\"Get Chassis Status\",\"session\":\"9a000001\",\"sequence\":5,"
                        + "\"detail\":\"\",\"netFn\":0,\"command\":1,\"rqSeq\":9,\"data\":\"21100000\","
                        + "\"meaning\":\"power on\",\"blanked\":false,\"completionCode\":0,\"micros\":1500}");
        assertThat(json.of(packet(TracedPacket.Fate.DROPPED, "x", Optional.empty())))
                .contains("\"netFn\":null", "\"completionCode\":null", "\"detail\":\"why\"");
    }

    private static TracedPacket packet(TracedPacket.Fate fate, String message, Optional<TracedPacket.Command> command) {
        String detail = fate == TracedPacket.Fate.DROPPED ? "why" : "";
        return new TracedPacket(TIME, "vm1", PEER, fate, message, 0x9a000001, 5, detail, command);
    }

    private static Optional<TracedPacket.Command> request(int netFn, int number, String data) {
        return Optional.of(new TracedPacket.Command(
                netFn, number, 9, HexFormat.of().parseHex(data), false, Optional.empty(), Optional.empty()));
    }

    private static Optional<TracedPacket.Command> answer(int netFn, int number, int code, String data) {
        return Optional.of(new TracedPacket.Command(
                netFn,
                number,
                9,
                HexFormat.of().parseHex(data),
                false,
                Optional.of(new CompletionCode(code)),
                Optional.of(Duration.ofNanos(1_500_000))));
    }
}
