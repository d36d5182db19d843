package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.trace.PacketTracer;
import org.ipmibridge.ipmi.api.trace.TracedPacket;
import org.ipmibridge.ipmi.console.Authentication15;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.junit.Before;
import org.junit.Test;

public class TraceTest {
    private static final int SET_USER_PASSWORD = 0x47;

    private final SessionFixture fixture = new SessionFixture();
    private final List<TracedPacket> packets = new ArrayList<>();
    private final PacketTracer tracer = packets::add;

    @Before
    public void trace() {
        fixture.router.addTracer(tracer, Map.of(Bmc.NAME, "vm1"));
        fixture.dispatcher.with(NetFn.APP, SET_USER_PASSWORD, false, false, request -> CommandResponse.ok()
                .now());
    }

    @Test
    public void aLogInIsToldStepByStep() {
        fixture.loggedIn();

        assertThat(words())
                .containsSubsequence(
                        "RECEIVED Open Session Request cipher suite 17, privilege=administrator",
                        "SENT Open Session Response status=no errors",
                        "RECEIVED RAKP Message 1 user=admin, privilege=administrator, name-only",
                        "SENT RAKP Message 2 status=no errors",
                        "RECEIVED RAKP Message 3 status=no errors",
                        "SENT RAKP Message 4 status=no errors");
    }

    @Test
    public void aWrongPasswordAndAnUnknownUserAreSeen() {
        assertThatThrownBy(() -> fixture.console(Login.of("nobody", "x")).logIn())
                .isInstanceOf(RuntimeException.class);

        assertThat(words()).contains("SENT RAKP Message 2 status=unauthorized name");
    }

    @Test
    public void aCommandAndItsAnswerAreToldWithSessionAndTime() {
        RemoteConsole console = fixture.loggedIn();
        packets.clear();
        console.command(0, SessionFixture.READ);

        assertThat(packets).hasSize(2);
        TracedPacket request = packets.get(0);
        assertThat(request.fate()).isEqualTo(TracedPacket.Fate.RECEIVED);
        assertThat(request.sessionId()).isNotZero();
        assertThat(request.command().orElseThrow().netFn()).isZero();
        assertThat(request.command().orElseThrow().number()).isEqualTo(SessionFixture.READ);
        TracedPacket answer = packets.get(1);
        assertThat(answer.fate()).isEqualTo(TracedPacket.Fate.SENT);
        assertThat(answer.sessionId()).isEqualTo(request.sessionId());
        TracedPacket.Command command = answer.command().orElseThrow();
        assertThat(command.code().orElseThrow().isOk()).isTrue();
        assertThat(command.data()).containsExactly(1);
        assertThat(command.took()).isPresent();
    }

    @Test
    public void aPasswordIsBlanked() {
        RemoteConsole console = fixture.loggedIn();
        console.command(6, SET_USER_PASSWORD, 2, 2, 't', 'o', 'p');

        TracedPacket.Command command = packets.stream()
                .flatMap(packet -> packet.command().stream())
                .filter(each ->
                        each.number() == SET_USER_PASSWORD && each.code().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(command.blanked()).isTrue();
        assertThat(HexFormat.of().formatHex(command.data())).isEqualTo("0202000000");
    }

    @Test
    public void whatMeetsSilenceIsToldWithTheReason() {
        RemoteConsole console = fixture.loggedIn();
        byte[] packet = console.packet(7, 0, SessionFixture.READ);
        byte[] damaged = packet.clone();
        damaged[damaged.length - 1] ^= 1;
        byte[] strange = packet.clone();
        strange[4 + 2] ^= 1;
        packets.clear();
        console.answersTo(damaged);
        console.answersTo(packet);
        console.answersTo(packet);
        console.answersTo(strange);

        assertThat(packets)
                .filteredOn(each -> each.fate() == TracedPacket.Fate.DROPPED)
                .extracting(TracedPacket::detail)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("the authentication or integrity code is wrong"),
                        second -> assertThat(second).matches("sequence number \\d+ is used up or out of the window"),
                        third -> assertThat(third).isEqualTo("there is no such session"));
    }

    @Test
    public void whatMeetsSilenceIsCountedAlsoWhenNobodyTraces() {
        fixture.router.removeTracer(tracer);
        RemoteConsole console = fixture.loggedIn();
        byte[] packet = console.packet(7, 0, SessionFixture.READ);
        assertThat(fixture.router.dropped()).hasValue(0);

        console.answersTo(packet);
        console.answersTo(packet);
        console.answersTo(new byte[] {6, 0, (byte) 0xFF, 7});

        assertThat(fixture.router.dropped()).hasValue(2);
    }

    @Test
    public void sessionsOfIpmi15AreToldToo() {
        fixture.console15(SessionFixture.ADMIN, Authentication15.MD5).logIn().command(0, SessionFixture.READ);

        assertThat(packets)
                .extracting(packet -> packet.command().orElseThrow().number())
                .containsSubsequence(0x39, 0x39, 0x3A, 0x3A, SessionFixture.READ, SessionFixture.READ);
    }

    @Test
    public void otherBmcsAndTheTimeAfterAreNotTraced() {
        fixture.router.removeTracer(tracer);
        fixture.router.addTracer(tracer, Map.of(Bmc.NAME, "vm2"));
        fixture.loggedIn().command(0, SessionFixture.READ);

        assertThat(packets).isEmpty();
    }

    @Test
    public void aTracerThatFailsIsNotFelt() {
        fixture.router.addTracer(
                packet -> {
                    throw new IllegalStateException("tracer");
                },
                Map.of(Bmc.NAME, "vm1"));

        assertThat(fixture.loggedIn().command(0, SessionFixture.READ)).isNotNull();
    }

    private List<String> words() {
        return packets.stream()
                .map(packet -> packet.fate() + " " + packet.message() + " " + packet.detail())
                .toList();
    }
}
