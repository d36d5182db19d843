package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.UdpWire;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What real clients rely on, as their packets showed: without each of these, one of them hangs, fails or tells its user nonsense. */
public class ClientFactsIT {
    private static final String UUID_OF_VM1 = "420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7";
    /** Longer than any answer may take, so that an answer that waits for the machine is none. */
    private static final Duration POWER_ON = RemoteConsole.DEADLINE.plusSeconds(1);

    private static WireBridge bridge;

    @BeforeClass
    public static void start() throws Exception {
        bridge = WireBridge.start(config -> config.bmc("vm1", "uuid", UUID_OF_VM1)
                .machine("vm1", "power.on.millis", POWER_ON.toMillis())
                .machine("vm1", "power", "off")
                .machine("vm1", "reset.millis", 3000));
    }

    @AfterClass
    public static void stop() throws Exception {
        bridge.stop();
    }

    /** ipmipower sends again every 400 ms, with a new rqSeq, and drops answers to older ones. */
    @Test
    public void chassisControlAndStatusAreAnsweredWhileTheMachineIsStillAtIt() throws Exception {
        try (RemoteConsole console = bridge.loggedIn(1, WireBridge.ADMIN)) {
            long start = System.nanoTime();
            assertThat(console.command(0, 2, 1).code()).isZero();
            for (int i = 0; i < 20; i++) {
                Message status = console.command(0, 1);
                assertThat(status.code()).isZero();
                if (System.nanoTime() - start < POWER_ON.toNanos()) {
                    assertThat(status.data()[0] & 1).as("not on before it is").isZero();
                }
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            WireBridge.awaitPower(console, true);
            System.out.println("Chassis Control and 20 x Get Chassis Status took " + millis + " ms");
        }
    }

    /** ipmitool 1.8.19 waits ten seconds for each command without this. */
    @Test
    public void cipherSuitesAreToldOutsideASessionInBothFramings() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            byte[] expected = HexFormat.of().parseHex("01" + "c011034481" + "c003014181");
            byte[] request = Message.request(5, 6, 0x54, (byte) 0x0E, (byte) 0, (byte) 0x80);
            byte[] answer = console.setUp(0, request, 0);
            assertThat(HexFormat.of().formatHex(answer))
                    .startsWith("811c63201454" + "00" + HexFormat.of().formatHex(expected));
            assertThat(console.sessionless(6, 0x54, 0x0E, 0, 0x80).data()).isEqualTo(expected);
            assertThat(console.sessionless(6, 0x54, 0x0E, 0, 0x81).data()).containsExactly(1);
        }
    }

    /** A request that is dropped costs ipmitool ten seconds more: HPM.2, PICMG and VITA are asked for in each of its sessions. */
    @Test
    public void whatIsNotImplementedIsAnsweredAtOnceWithC1() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            assertC1(console.command(0x2C, 0x3E, 0, 2));
            assertC1(console.command(0x2C, 0x00, 0));
            assertC1(console.command(0x2C, 0x00, 3));
            assertC1(console.command(0x2E, 0x01, 0x57, 1, 0));
            assertC1(console.command(0x30, 0x16));
            assertC1(console.command(0x06, 0xEE));
            assertC1(console.command(0x3A, 0x01));
        }
    }

    /** FreeIPMI takes 0 for a refusal, as it asks for the highest by 0. */
    @Test
    public void openSessionGrantsTheHighestPrivilegeByName() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            byte[] request = console.handshake().openSessionRequest();
            request[1] = 0;
            assertThat(console.handshake().acceptOpenSession(console.setUp(0x10, request)))
                    .isEqualTo(Login.ADMINISTRATOR);
        }
    }

    /** FreeIPMI says "internal IPMI error" to a short one. */
    @Test
    public void refusalsOfALogInHaveEightBytesAndTheConsolesSessionId() {
        Login login = Login.of("nobody", "x").withConsoleSessionId(0x11223344);
        try (RemoteConsole console = bridge.console(login)) {
            byte[] request = console.handshake().openSessionRequest();
            request[12] = 0;
            assertThat(console.setUp(0x10, request)).isEqualTo(refusal(request[0], 0x11));
            console.openSession();
            byte[] rakp1 = console.handshake().rakp1();
            assertThat(console.setUp(0x12, rakp1)).isEqualTo(refusal(rakp1[0], 0x0D));
        }
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN.withConsoleSessionId(0x11223344))) {
            console.openSession();
            console.exchangeRakp1();
            byte[] rakp3 = console.handshake().rakp3();
            rakp3[8] ^= 1;
            assertThat(console.setUp(0x14, rakp3)).isEqualTo(refusal(rakp3[0], 0x0F));
        }
    }

    /** To FreeIPMI any other length is no answer. */
    @Test
    public void answersAreExactlyAsLongAsFreeIpmiWantsThem() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            lengths().forEach((request, length) -> {
                byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(request);
                int[] data = new int[bytes.length - 2];
                Arrays.setAll(data, i -> bytes[i + 2]);
                Message answer = console.command(bytes[0], bytes[1], data);
                assertThat(answer.code()).as(request).isZero();
                assertThat(answer.data()).as(request).hasSize(length);
            });
        }
    }

    /** Network function, command and data; the bytes of data after the completion code. */
    private static Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        lengths.put("06 01", 15);
        lengths.put("06 04", 2);
        lengths.put("06 06 80 80", 0);
        lengths.put("06 07", 2);
        lengths.put("06 08", 16);
        lengths.put("06 2f", 1);
        lengths.put("06 37", 16);
        lengths.put("06 38 8e 04", 8);
        lengths.put("06 3b 04", 1);
        lengths.put("06 3d 00", 18);
        lengths.put("06 41 0e 80", 2);
        lengths.put("06 42 0e", 9);
        lengths.put("06 44 0e 02", 4);
        lengths.put("06 46 02", 16);
        lengths.put("06 4d 0e 02", 4);
        lengths.put("06 4e 0e", 8);
        lengths.put("06 4f 0e 00", 1);
        lengths.put("00 00", 5);
        lengths.put("00 01", 4);
        lengths.put("00 04", 0);
        lengths.put("00 06 03", 1);
        lengths.put("00 07", 2);
        lengths.put("00 08 00 00", 0);
        lengths.put("00 09 00 00 00", 3);
        lengths.put("00 09 01 00 00", 3);
        lengths.put("00 09 02 00 00", 3);
        lengths.put("00 09 03 00 00", 3);
        lengths.put("00 09 04 00 00", 4);
        lengths.put("00 09 05 00 00", 7);
        lengths.put("00 09 06 00 00", 11);
        lengths.put("00 09 07 00 00", 19);
        lengths.put("00 0a 00", 0);
        lengths.put("00 0b 05", 0);
        lengths.put("00 0f", 5);
        return lengths;
    }

    /** ipmitool and ipmiutil always use session ID a0a2a3a4 and tag 0. */
    @Test
    public void consoleSessionIdsAndTagsNeedNotDiffer() {
        try (RemoteConsole one = bridge.loggedIn(WireBridge.ADMIN);
                RemoteConsole two = bridge.loggedIn(WireBridge.ADMIN);
                RemoteConsole three = bridge.loggedIn(WireBridge.OPER)) {
            assertThat(one.command(0, 1).code()).isZero();
            assertThat(two.command(0, 1).code()).isZero();
            assertThat(three.command(0, 1).code()).isZero();
            assertThat(one.closeSession().code()).isZero();
            assertThat(two.command(0, 1).code()).isZero();
            assertThat(three.command(0, 1).code()).isZero();
        }
    }

    /** Clients count from 1, or go on counting from the messages of the log-in; FreeIPMI wants ours to begin with 1 and go up by 8 at most. */
    @Test
    public void sequenceNumbersMayBeginAnywhereInTheWindowAndOursBeginWithOne() {
        for (int first : new int[] {1, 3, 4, 7, 15}) {
            try (RemoteConsole console = bridge.console(WireBridge.ADMIN.withPrivilege(Login.USER))) {
                console.logIn();
                console.setSequence(first - 1);
                byte[] answer = console.answersTo(console.packet(9, 0, 1)).get(0);
                assertThat(Arrays.copyOfRange(answer, 10, 14)).containsExactly(1, 0, 0, 0);
                assertThat(console.accept(answer).code()).isZero();
                assertThat(console.command(0, 1).code()).isZero();
            }
        }
    }

    /** ipmitool takes 17 and then 3, pyghmi falls back to 3, all others know 3 only. */
    @Test
    public void suites17And3AreOnAndNoOther() {
        for (int suite : new int[] {17, 3}) {
            try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN.withSuite(suite))) {
                assertThat(console.command(0, 1).code()).isZero();
            }
        }
        for (int suite : new int[] {1, 2, 15, 16}) {
            assertRefused(WireBridge.ADMIN.withSuite(suite), 0x11);
        }
    }

    /** With success here and a failure later, ipmipower prints nothing and reports success. */
    @Test
    public void aRoleAboveTheUsersLimitIsRefusedInRakp2() {
        assertRefused(WireBridge.OPER.withPrivilege(Login.ADMINISTRATOR), 0x0A);
    }

    /** They are never closed by `ipmitool mc reset cold`, by ipmiutil, by a wrong password. */
    @Test
    public void logInsThatAreNeverFinishedKeepNobodyOut() {
        try (RemoteConsole active = bridge.loggedIn(WireBridge.ADMIN)) {
            for (int i = 0; i < 300; i++) {
                try (RemoteConsole halfOpen = bridge.console(WireBridge.ADMIN)) {
                    halfOpen.openSession();
                    if (i % 2 == 0) {
                        halfOpen.exchangeRakp1();
                    }
                }
            }
            try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
                assertThat(console.command(0, 1).code()).isZero();
            }
            assertThat(active.command(0, 1).code()).isZero();
        }
    }

    @Test
    public void aColdResetIsAnsweredAndEndsAllSessionsOfItsBmcOnly() throws Exception {
        try (RemoteConsole elsewhere = bridge.loggedIn(2, WireBridge.ADMIN);
                RemoteConsole one = bridge.loggedIn(3, WireBridge.ADMIN);
                RemoteConsole two = bridge.loggedIn(3, WireBridge.OPER)) {
            assertThat(two.command(0, 1).data()[0] & 1).as("on").isEqualTo(1);
            assertThat(one.command(6, 2).code()).isZero();
            for (RemoteConsole ended : List.of(one, two)) {
                bridge.demonstration().awaitLog(String.format("session %08X closed", ended.bmcSessionId()));
            }
            assertThat(two.answersTo(two.packet(9, 0, 1))).isEmpty();
            assertThat(one.answersTo(one.packet(9, 0, 1))).isEmpty();
            assertThat(elsewhere.command(0, 1).code()).isZero();
            try (RemoteConsole anew = bridge.loggedIn(3, WireBridge.ADMIN)) {
                assertThat(anew.command(0, 1).data()[0] & 1).as("still on").isEqualTo(1);
            }
        }
    }

    /** Silence would cost FreeIPMI's ipmi-sensors and ipmi-sel 20 s each. */
    @Test
    public void sensorRecordsThatAreNotThereAreAnsweredAtOnceWithC1() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            assertC1(console.command(0x0A, 0x20));
            assertC1(console.command(0x0A, 0x22));
            assertC1(console.command(0x0A, 0x23, 0, 0, 0, 0, 0, 0xFF));
        }
    }

    @Test
    public void aConsoleThatIsNotThereIsAnsweredAtOnceWithC1() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            assertC1(console.command(0x06, 0x48, 1, 1, 0xC6, 0, 0, 0));
            assertC1(console.command(0x06, 0x49, 1, 1, 0, 0, 0, 0));
        }
    }

    /** OpenIPMI scans a channel 0 that answers with 112 messages for ten seconds. */
    @Test
    public void channelZeroIsNotThere() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            assertThat(console.command(6, 0x42, 0).code()).isNotZero();
            assertThat(console.command(6, 0x42, 1).code()).isZero();
            assertThat(console.command(6, 0x42, 0x0E).data()[0]).isEqualTo((byte) 1);
        }
    }

    /** Only then ipmitool says "GUID Encoding : IPMI" and FreeIPMI prints the machine's UUID. */
    @Test
    public void theGuidIsTheMachinesUuidInReverseEverywhere() {
        UUID uuid = UUID.fromString(UUID_OF_VM1);
        byte[] reversed = HexFormat.of().parseHex("f7e6d5c4b3a281806f4e4d3c2b1a0d42");
        assertThat(uuid.toString().replace("-", "")).isEqualTo("420d1a2b3c4d4e6f8081a2b3c4d5e6f7");
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            assertThat(console.handshake().guid()).isEqualTo(reversed);
            assertThat(console.command(6, 0x37).data()).isEqualTo(reversed);
            assertThat(console.command(6, 0x08).data()).isEqualTo(reversed);
            assertThat(console.sessionless(6, 0x37).data()).isEqualTo(reversed);
        }
    }

    /** `ipmitool -L USER` never sends Set Session Privilege Level. */
    @Test
    public void aSessionBeginsWithUserPrivilegeAndEachCommandIsChecked() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            console.exchangeRakp1();
            console.exchangeRakp3();
            assertThat(console.command(0, 1).code()).isZero();
            assertThat(console.command(0, 2, 1).code()).isEqualTo(0xD4);
            assertThat(console.command(6, 0x3B, Login.OPERATOR).data()).containsExactly(Login.OPERATOR);
            assertThat(console.command(0, 8, 0, 0).code()).isZero();
            assertThat(console.command(6, 2).code()).isEqualTo(0xD4);
        }
        try (RemoteConsole console = bridge.loggedIn(WireBridge.OPER)) {
            assertThat(console.command(6, 0x3B, Login.ADMINISTRATOR).code()).isEqualTo(0x81);
            assertThat(console.command(6, 2).code()).isEqualTo(0xD4);
        }
    }

    @Test
    public void aPresencePingIsAnswered() {
        byte[] ping = HexFormat.of().parseHex("0600ff06" + "000011be80770000");
        byte[] pong = HexFormat.of().parseHex("0600ff06" + "000011be40770010" + "000011be000000008100000000000000");
        try (UdpWire wire = bridge.wire(1)) {
            wire.send(ping);
            assertThat(wire.receive(RemoteConsole.DEADLINE)).hasValue(pong);
        }
    }

    @Test
    public void aPresencePingThatWantsAnAcknowledgementGetsIt() {
        byte[] ping = HexFormat.of().parseHex("06000506" + "000011be80770000");
        try (UdpWire wire = bridge.wire(1)) {
            wire.send(ping);
            assertThat(wire.receive(RemoteConsole.DEADLINE))
                    .hasValue(HexFormat.of().parseHex("06000586"));
            assertThat(wire.receive(RemoteConsole.DEADLINE).orElseThrow()).hasSize(28);
        }
    }

    private static void assertC1(Message answer) {
        assertThat(answer.code()).as("%s", answer).isEqualTo(0xC1);
    }

    private static void assertRefused(Login login, int status) {
        try (RemoteConsole console = bridge.console(login)) {
            assertThatThrownBy(console::logIn)
                    .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.status())
                            .isEqualTo(status));
        }
    }

    private static byte[] refusal(int tag, int status) {
        return new byte[] {(byte) tag, (byte) status, 0, 0, 0x44, 0x33, 0x22, 0x11};
    }
}
