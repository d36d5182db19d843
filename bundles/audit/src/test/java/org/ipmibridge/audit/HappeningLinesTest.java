package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.api.observe.CommandEnd.Stage;
import org.ipmibridge.ipmi.api.observe.OperatorAction;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeSession;
import org.junit.Test;

public class HappeningLinesTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final FakeSession OPERATOR = FakeSession.of("vm1", PrivilegeLevel.OPERATOR);

    @Test
    public void aCommandTellsWhoFromWhereWhatToWhichMachineAndHowItEnded() {
        assertThat(HappeningLines.of(command(OPERATOR, NetFn.CHASSIS, 0x02, "Chassis Control", Stage.GOES_ON, 0x03)))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.006Z\",\"event\":\"command\",\"user\":\"oper\","
                        + "\"session\":\"01020304\",\"peer\":\"127.0.0.1:50000\",\"bmc\":\"vm1\",\"machine\":\"vm1\","
                        + "\"command\":\"Chassis Control\",\"netFn\":0,\"number\":2,\"action\":\"hard reset\","
                        + "\"code\":0,\"outcome\":\"Ok\",\"goesOn\":true,\"millis\":1.234}");
    }

    @Test
    public void theMachineIsCalledAsPeopleCallItAndItsIdentifierIsToldToo() {
        Bmc bmc = called("web01", new FakeBmc("vm1").withMachine("vc1", "4211-8a"));
        CommandRequest request = CommandRequests.in(OPERATOR, bmc, NetFn.CHASSIS, 0x02, 3);
        CommandEnd end = new CommandEnd(TIME, request, Optional.empty(), CompletionCode.OK, 1, Stage.ENDED, "");
        assertThat(HappeningLines.of(end))
                .contains("\"bmc\":\"vm1\",\"machine\":\"web01\",\"machineId\":\"4211-8a\",\"hypervisor\":\"vc1\"");
    }

    @Test
    public void theEndOfWorkThatWentOnTellsWhyItFailed() {
        CommandEnd begun = command(OPERATOR, NetFn.CHASSIS, 0x02, "Chassis Control", Stage.GOES_ON, 0x00);
        CommandEnd end = new CommandEnd(
                TIME,
                begun.request(),
                begun.command(),
                CompletionCode.UNSPECIFIED_ERROR,
                9_000_000,
                Stage.FINISHED,
                "no \"disk\"");
        assertThat(HappeningLines.of(end))
                .contains("\"event\":\"command.finished\"")
                .contains(
                        "\"action\":\"power off\",\"outcome\":\"Failed\",\"reason\":\"no \\\"disk\\\"\",\"millis\":9.000}");
    }

    @Test
    public void theBootDeviceIsTold() {
        assertThat(HappeningLines.of(
                        command(OPERATOR, NetFn.CHASSIS, 0x08, "Set System Boot Options", Stage.ENDED, 5, 0xC0, 0x14)))
                .contains("\"bootDevice\":\"cdrom\",\"bootFor\":\"every boot\"");
    }

    @Test
    public void aPasswordStaysOutOfTheRecord() {
        int[] data = {3, 2, 's', 'e', 'c', 'r', 'e', 't'};
        assertThat(HappeningLines.of(command(OPERATOR, NetFn.APP, 0x47, "Set User Password", Stage.ENDED, data)))
                .contains("\"targetUserId\":3,\"action\":\"set password\"")
                .doesNotContain("secret")
                .doesNotContain("736563");
    }

    @Test
    public void theDataOfACommandThatIsNotKnownStaysOut() {
        assertThat(HappeningLines.of(command(OPERATOR, NetFn.OEM_GROUP, 0x01, "Store", Stage.ENDED, 0x41, 0x42)))
                .contains("\"netFn\":46,\"number\":1,\"code\":0")
                .doesNotContain("AB")
                .doesNotContain("65");
    }

    @Test
    public void aNameCannotForgeAFieldOrALine() {
        Session forger = OPERATOR.withUserName("x\",\"bmc\":\"vm2\"\n\u00e9\\");
        assertThat(HappeningLines.of(command(forger, NetFn.CHASSIS, 0x02, "Chassis Control", Stage.ENDED, 1)))
                .contains("\"user\":\"x\\\",\\\"bmc\\\":\\\"vm2\\\"\\u000a\\u00e9\\\\\"")
                .doesNotContain("\n");
    }

    @Test
    public void aFailedLogInTellsTheNameThatWasTriedAndHowManyWereLeftOut() {
        assertThat(HappeningLines.of(session(SessionChange.Kind.REFUSED, 0), 7))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.006Z\",\"event\":\"session.refused\",\"user\":\"eve\","
                        + "\"peer\":\"127.0.0.1:4000\",\"bmc\":\"vm1\",\"reason\":\"why\",\"leftOut\":7}");
    }

    @Test
    public void aClosedSessionTellsHowLongItWasOpen() {
        assertThat(HappeningLines.of(session(SessionChange.Kind.CLOSED, 0xAB)))
                .contains("\"session\":\"000000ab\"")
                .endsWith("\"reason\":\"why\",\"millis\":1500.000}");
    }

    @Test
    public void aLogInOverSshIsFromWhereTheOperatorsActionsAre() {
        SessionChange change = new SessionChange(
                TIME,
                SessionChange.Kind.OPENED,
                "",
                0,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000),
                "ann",
                "role operator",
                Duration.ZERO);
        assertThat(HappeningLines.of(change))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.006Z\",\"event\":\"session.opened\",\"user\":\"ann\","
                        + "\"peer\":\"ssh/127.0.0.1:4000\",\"detail\":\"role operator\"}");
    }

    @Test
    public void anOperatorsActionTellsItsArgumentsAndExitCode() {
        assertThat(HappeningLines.of(new OperatorAction(
                        TIME, "root", "local", "administrator", "machine:power", List.of("vm 1", "on"), 1, 2_000_000)))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.006Z\",\"event\":\"operator\",\"user\":\"root\","
                        + "\"role\":\"administrator\",\"peer\":\"local\",\"command\":\"machine:power\","
                        + "\"arguments\":[\"vm 1\",\"on\"],\"code\":1,\"outcome\":\"Failed\",\"millis\":2.000}");
    }

    @Test
    public void aTextIsCutSoThatEveryLineFitsIntoAMessage() {
        String text = "\u00e9\\x".repeat(30_000);
        OperatorAction action =
                new OperatorAction(TIME, text, text, text, text, Collections.nCopies(1000, text), 1, 2_000_000);
        String line = HappeningLines.of(action);
        assertThat(line)
                .hasSizeLessThan(32 * 1024)
                .endsWith("...\",\"...\"],\"code\":1,\"outcome\":\"Failed\",\"millis\":2.000}");
        assertThat(FlatJson.read(line).get("user"))
                .startsWith("\u00e9\\x\u00e9")
                .endsWith("...");
    }

    @Test
    public void aTextThatFitsIsWhole() {
        String text = "x".repeat(JsonLine.LONGEST_TEXT);
        String line = new JsonLine(TIME, "a.b").put("text", text).end();
        assertThat(FlatJson.read(line)).containsEntry("text", text);
        assertThat(line).contains(",\"text\":" + JsonLine.quoted(text));
    }

    @Test
    public void whatIsWrittenCanBeRead() {
        String line = new JsonLine(TIME, "a.b")
                .put("text", "\"\\\u00e9 x")
                .put("list", List.of("a]", "b"))
                .put("none", List.of())
                .put("number", 7)
                .put("flag", true)
                .end();
        assertThat(FlatJson.read(line))
                .containsEntry("time", "2026-01-02T03:04:05.006Z")
                .containsEntry("text", "\"\\\u00e9 x")
                .containsEntry("list", "[\"a]\",\"b\"]")
                .containsEntry("none", "[]")
                .containsEntry("number", "7")
                .containsEntry("flag", "true");
        assertThat(FlatJson.read("{\"time\":\"2026")).isEmpty();
    }

    /** A BMC whose machine has an identifier and a name. */
    private static Bmc called(String machineName, Bmc bmc) {
        return (Bmc) Proxy.newProxyInstance(
                Bmc.class.getClassLoader(),
                new Class<?>[] {Bmc.class},
                (proxy, method, arguments) ->
                        method.getName().equals("machineName") ? machineName : method.invoke(bmc, arguments));
    }

    private static SessionChange session(SessionChange.Kind kind, int id) {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
        return new SessionChange(TIME, kind, "vm1", id, peer, "eve", "why", Duration.ofMillis(1500));
    }

    private static CommandEnd command(Session session, NetFn netFn, int number, String name, Stage stage, int... data) {
        return new CommandEnd(
                TIME,
                CommandRequests.in(session, new FakeBmc("vm1"), netFn, number, data),
                Optional.of(new CommandDescription(netFn, -1, number, name, PrivilegeLevel.OPERATOR, false, true)),
                CompletionCode.OK,
                1_234_567,
                stage,
                "");
    }
}
