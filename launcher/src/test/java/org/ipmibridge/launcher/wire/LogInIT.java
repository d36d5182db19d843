package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractIntegerAssert;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.SetUpPacket;
import org.ipmibridge.ipmi.console.WrongKeyException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Log-ins, right and wrong in each field (IPMI v2.0, sections 13.17 to 13.24). */
public class LogInIT {
    private static final String KG = "a key of twenty byte";
    private static final String LONG_PASSWORD = "twenty bytes of it!!";
    private static WireBridge bridge;

    @BeforeClass
    public static void start() throws Exception {
        bridge = WireBridge.start(config -> config.session("cipher.suites", "17,3,1,2,15,16")
                .bmc("vm2", ".kg", KG)
                .user(5, "long", LONG_PASSWORD, "administrator"));
    }

    @AfterClass
    public static void stop() throws Exception {
        bridge.stop();
    }

    @Test
    public void everySuiteThatIsConfiguredLogsInAndRunsCommands() {
        for (int suite : new int[] {1, 2, 3, 15, 16, 17}) {
            try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN.withSuite(suite))) {
                assertThat(console.command(0, 1).code()).as("suite %d", suite).isZero();
                assertThat(console.closeSession().code()).isZero();
            }
        }
    }

    @Test
    public void suiteZeroIsRefusedWithStatus11() {
        assertOpenSession(12, 0, 20, 0, 28, 0).isEqualTo(0x11);
    }

    @Test
    public void algorithmsThatFormNoSuiteAreRefusedWithStatus11() {
        assertOpenSession(12, 1, 20, 4, 28, 1).isEqualTo(0x11);
        assertOpenSession(12, 2, 20, 2, 28, 1).isEqualTo(0x11);
        assertOpenSession(12, 0x3F, 20, 0x3F, 28, 0x3F).isEqualTo(0x11);
    }

    @Test
    public void aReservedPrivilegeInOpenSessionIsRefusedWithStatus09() {
        assertOpenSession(1, 6).isEqualTo(0x09);
    }

    @Test
    public void anUnknownNameIsRefusedWithStatus0d() {
        assertRefused(Login.of("nobody", "password"), "RAKP 1", 0x0D);
        assertRefused(Login.of("", ""), "RAKP 1", 0x0D);
        assertRefused(WireBridge.ADMIN.withUser(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 0, 7}), "RAKP 1", 0x0D);
    }

    @Test
    public void aNameOfMoreThan16BytesIsRefusedWithStatus0c() {
        assertRefused(Login.of("seventeen-letters", "password"), "RAKP 1", 0x0C);
        assertRefused(WireBridge.ADMIN.withUser(new byte[255]), "RAKP 1", 0x0C);
    }

    @Test
    public void aRoleAboveTheUsersLimitIsRefusedWithStatus0a() {
        assertRefused(WireBridge.OPER.withPrivilege(Login.ADMINISTRATOR), "RAKP 1", 0x0A);
        assertRefused(WireBridge.USER.withPrivilege(Login.OPERATOR), "RAKP 1", 0x0A);
    }

    @Test
    public void aReservedRoleIsRefusedWithStatus09() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            assertThat(refusal(console, 0x12, with(console.handshake().rakp1(), 24, 0x16)))
                    .isEqualTo(0x09);
        }
    }

    @Test
    public void aWrongPasswordIsNoticedByTheClientAtRakp2() {
        try (RemoteConsole console = bridge.console(Login.of("admin", "passwort"))) {
            console.openSession();
            assertThatThrownBy(console::exchangeRakp1)
                    .isInstanceOf(WrongKeyException.class)
                    .hasMessageContaining("RAKP 2");
        }
    }

    @Test
    public void aWrongCodeInRakp3IsRefusedWithStatus0f() {
        for (int suite : new int[] {3, 17}) {
            try (RemoteConsole console = bridge.console(WireBridge.ADMIN.withSuite(suite))) {
                console.openSession();
                console.exchangeRakp1();
                byte[] rakp3 = console.handshake().rakp3();
                rakp3[rakp3.length - 1] ^= 1;
                assertThat(refusal(console, 0x14, rakp3)).isEqualTo(0x0F);
            }
        }
    }

    @Test
    public void aLogInThatFailedIsOverAndItsSessionIdIsGone() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            console.exchangeRakp1();
            byte[] good = console.handshake().rakp3();
            byte[] bad = good.clone();
            bad[8] ^= (byte) 0x80;
            assertThat(refusal(console, 0x14, bad)).isEqualTo(0x0F);
            assertThat(refusal(console, 0x14, good)).isEqualTo(0x02);
        }
    }

    @Test
    public void aSessionIdThatNobodyHasIsRefusedWithStatus02() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            assertThat(refusal(console, 0x12, with(console.handshake().rakp1(), 7, 0x5A)))
                    .isEqualTo(0x02);
            console.exchangeRakp1();
            assertThat(refusal(console, 0x14, with(console.handshake().rakp3(), 7, 0x5A)))
                    .isEqualTo(0x02);
            console.exchangeRakp3();
        }
    }

    @Test
    public void rakp3BeforeRakp1IsRefusedWithStatus02() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN);
                RemoteConsole other = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            other.openSession();
            other.exchangeRakp1();
            byte[] rakp3 = other.handshake().rakp3();
            System.arraycopy(console.handshake().rakp1(), 4, rakp3, 4, 4);
            assertThat(refusal(console, 0x14, rakp3)).isEqualTo(0x02);
        }
    }

    @Test
    public void everyMessageIsAnsweredAgainWhenItComesAgainWithANewTag() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            console.exchangeRakp1();
            byte[] random = console.handshake().bmcRandom();
            console.exchangeRakp1();
            assertThat(console.handshake().bmcRandom()).isEqualTo(random);
            console.exchangeRakp3();
            console.exchangeRakp3();
            assertThat(console.command(0, 1).code()).isZero();
        }
    }

    @Test
    public void malformedMessagesOfALogInAreDroppedAndTheLogInGoesOn() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            byte[] rakp1 = console.handshake().rakp1();
            byte[] packet = SetUpPacket.rmcpPlus(0x12, Arrays.copyOf(rakp1, rakp1.length - 1));
            assertThat(console.answersTo(packet)).isEmpty();
            console.exchangeRakp1();
            console.exchangeRakp3();
            assertThat(console.command(0, 1).code()).isZero();
        }
    }

    @Test
    public void aClientThatGivesUpInRakp3GetsNoAnswer() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            console.exchangeRakp1();
            byte[] rakp3 = with(console.handshake().rakp3(), 1, 0x0F);
            assertThat(console.answersTo(SetUpPacket.rmcpPlus(0x14, rakp3))).isEmpty();
            assertThatThrownBy(console::exchangeRakp3)
                    .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.status())
                            .isEqualTo(0x02));
        }
    }

    @Test
    public void usersAreFoundByNameAloneAndByNameAndPrivilege() {
        for (Login login : List.of(WireBridge.ADMIN, WireBridge.OPER, WireBridge.USER)) {
            for (boolean nameOnly : new boolean[] {true, false}) {
                try (RemoteConsole console = bridge.loggedIn(login.withNameOnly(nameOnly))) {
                    assertThat(console.command(0, 1).code()).isZero();
                }
            }
        }
    }

    @Test
    public void aPasswordOf20BytesLogsIn() {
        try (RemoteConsole console = bridge.loggedIn(Login.of("long", LONG_PASSWORD))) {
            assertThat(console.command(0, 1).code()).isZero();
        }
    }

    @Test
    public void aTwoKeyLogInNeedsTheSecondKey() {
        Login withKey = WireBridge.ADMIN.withKg(KG.getBytes(StandardCharsets.US_ASCII));
        for (int suite : new int[] {3, 17}) {
            try (RemoteConsole console = bridge.loggedIn(2, withKey.withSuite(suite))) {
                assertThat(console.command(0, 1).code()).isZero();
            }
            try (RemoteConsole console = bridge.console(2, WireBridge.ADMIN.withSuite(suite))) {
                console.openSession();
                console.exchangeRakp1();
                assertThatThrownBy(console::exchangeRakp3)
                        .isInstanceOf(WrongKeyException.class)
                        .hasMessageContaining("RAKP 4");
            }
        }
    }

    @Test
    public void theTwoKeyBitIsTrue() {
        try (RemoteConsole withKey = bridge.console(2, WireBridge.ADMIN);
                RemoteConsole without = bridge.console(WireBridge.ADMIN)) {
            assertThat(withKey.sessionless(6, 0x38, 0x8E, 4).data()[2] & 0x20).isEqualTo(0x20);
            assertThat(without.sessionless(6, 0x38, 0x8E, 4).data()[2] & 0x20).isZero();
        }
    }

    @Test
    public void twentyClientsThatUseTheSameConsoleSessionIdAndTagAllLogInAtOnce() throws Exception {
        int clients = 20;
        CyclicBarrier together = new CyclicBarrier(clients);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        Callable<Integer> client = () -> {
            try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
                together.await(60, TimeUnit.SECONDS);
                console.openSession();
                together.await(60, TimeUnit.SECONDS);
                console.exchangeRakp1();
                together.await(60, TimeUnit.SECONDS);
                console.exchangeRakp3();
                together.await(60, TimeUnit.SECONDS);
                assertThat(console.command(0, 1).code()).isZero();
                together.await(60, TimeUnit.SECONDS);
                assertThat(console.closeSession().code()).isZero();
                return console.bmcSessionId();
            }
        };
        try {
            List<Integer> ids = new ArrayList<>();
            for (Future<Integer> id : threads.invokeAll(Collections.nCopies(clients, client))) {
                ids.add(id.get(60, TimeUnit.SECONDS));
            }
            assertThat(ids).doesNotHaveDuplicates().doesNotContain(0);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertRefused(Login login, String step, int status) {
        try (RemoteConsole console = bridge.console(login)) {
            assertThatThrownBy(console::logIn).isInstanceOfSatisfying(RefusedException.class, refused -> {
                assertThat(refused.step()).isEqualTo(step);
                assertThat(refused.status()).isEqualTo(status);
            });
        }
    }

    /** The status of an Open Session Request in which these bytes are others: position, value, position, value. */
    private static AbstractIntegerAssert<?> assertOpenSession(int... changes) {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            byte[] request = console.handshake().openSessionRequest();
            for (int i = 0; i < changes.length; i += 2) {
                request[changes[i]] = (byte) changes[i + 1];
            }
            return assertThat(refusal(console, 0x10, request));
        }
    }

    /** The status of a refusal, which has eight bytes. */
    private static int refusal(RemoteConsole console, int payloadType, byte[] payload) {
        byte[] answer = console.setUp(payloadType, payload);
        assertThat(answer).hasSize(8);
        assertThat(answer[0]).isEqualTo(payload[0]);
        return answer[1];
    }

    private static byte[] with(byte[] payload, int at, int value) {
        payload[at] = (byte) value;
        return payload;
    }
}
