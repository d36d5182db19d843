package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.Suite;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.junit.Test;

public class RakpTest {
    private static final Login ADMIN = SessionFixture.ADMIN;
    private static final int OPEN_SESSION_REQUEST = 0x10;
    private static final int RAKP_1 = 0x12;
    private static final int RAKP_3 = 0x14;

    private final SessionFixture fixture = new SessionFixture();

    @Test
    public void everySuiteOpensASessionThatAnswersCommands() {
        for (Suite suite : Suite.values()) {
            RemoteConsole console = fixture.console(ADMIN.withSuite(suite.id())).logIn();
            assertThat(console.command(0, SessionFixture.READ).code())
                    .as("suite %d", suite.id())
                    .isZero();
        }
    }

    @Test
    public void aBmcThatGetsAnotherMachineDuringALogInKeepsItsGuidUntilItsEnd() {
        for (Suite suite : Suite.values()) {
            RemoteConsole console = fixture.console(ADMIN.withSuite(suite.id()));
            console.openSession();
            console.exchangeRakp1();
            fixture.bmc.withGuid(new byte[] {(byte) suite.id(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
            console.exchangeRakp3();
            assertThat(console.command(0, SessionFixture.READ).code())
                    .as("suite %d", suite.id())
                    .isZero();
        }
    }

    @Test
    public void aSuiteThatIsNotConfiguredIsRefusedWithStatus11() {
        SessionFixture suite3Only = new SessionFixture(new SessionSettings(
                Set.of(CipherSuite.SUITE_3), Set.of(), 8, Duration.ofSeconds(60), Duration.ofSeconds(10)));
        assertThat(refusal(suite3Only.console(ADMIN)::openSession).status()).isEqualTo(0x11);
        suite3Only.console(ADMIN.withSuite(3)).logIn();
    }

    @Test
    public void suiteZeroIsRefusedWithStatus11() {
        assertThat(openWith(12, 0, 20, 0, 28, 0)[1]).isEqualTo((byte) 0x11);
    }

    @Test
    public void algorithmsThatFormNoSuiteAreRefusedWithStatus11() {
        assertThat(openWith(12, 1, 20, 4)[1]).isEqualTo((byte) 0x11);
        assertThat(openWith(12, 0x3F)[1]).isEqualTo((byte) 0x11);
        assertThat(openWith(28, 2)[1]).isEqualTo((byte) 0x11);
    }

    @Test
    public void aReservedPrivilegeInOpenSessionIsRefusedWithStatus09() {
        assertThat(openWith(1, 0x0F)[1]).isEqualTo((byte) 0x09);
    }

    @Test
    public void everyRefusalHasEightBytes() {
        assertThat(openWith(12, 0)).hasSize(8);
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        assertThat(console.setUp(RAKP_1, with(console.handshake().rakp1(), 24, 0x10)))
                .hasSize(8);
        assertThat(console.setUp(RAKP_3, new byte[28])).hasSize(8);
    }

    @Test
    public void theHighestPrivilegeIsGrantedByName() {
        assertThat(fixture.console(ADMIN.withPrivilege(0)).openSession()).isEqualTo(Login.ADMINISTRATOR);
    }

    @Test
    public void anUnknownNameIsRefusedWithStatus0d() {
        RefusedException refusal = refusal(fixture.console(Login.of("nobody", "password"))::logIn);
        assertThat(refusal.step()).isEqualTo("RAKP 1");
        assertThat(refusal.status()).isEqualTo(0x0D);
    }

    @Test
    public void theNameOfADisabledUserIsRefusedWithStatus0d() {
        User admin = fixture.users.user("vm1", 2);
        fixture.users.with("vm1", admin.withEnabled(false));
        assertThat(refusal(fixture.console(ADMIN)::logIn).status()).isEqualTo(0x0D);
    }

    @Test
    public void anEmptyNameIsRefusedUnlessTheNullUserIsEnabled() {
        Login nobody = Login.of("", "secret");
        assertThat(refusal(fixture.console(nobody)::logIn).status()).isEqualTo(0x0D);
        fixture.users.with("vm1", 1, "", "secret", PrivilegeLevel.ADMINISTRATOR);
        fixture.console(nobody).logIn();
    }

    @Test
    public void aNameThatIsPaddedWithZerosIsTheSameName() {
        byte[] padded = java.util.Arrays.copyOf("admin".getBytes(StandardCharsets.US_ASCII), 16);
        fixture.console(ADMIN.withUser(padded)).logIn();
    }

    @Test
    public void aNameThatIsNotTextIsRefusedAndNothingElseHappens() {
        byte[] name = {(byte) 0xFF, 0, (byte) 0xC3, 10, 13};
        assertThat(refusal(fixture.console(ADMIN.withUser(name))::logIn).status())
                .isEqualTo(0x0D);
    }

    @Test
    public void aNameOfMoreThan16BytesIsRefusedWithStatus0c() {
        byte[] name = "a-name-of-17-byte".getBytes(StandardCharsets.US_ASCII);
        assertThat(refusal(fixture.console(ADMIN.withUser(name))::logIn).status())
                .isEqualTo(0x0C);
    }

    @Test
    public void aRoleAboveTheUsersLimitIsRefusedWithStatus0a() {
        RefusedException refusal = refusal(fixture.console(Login.of("oper", "test"))::logIn);
        assertThat(refusal.step()).isEqualTo("RAKP 1");
        assertThat(refusal.status()).isEqualTo(0x0A);
        fixture.console(Login.of("oper", "test").withPrivilege(Login.OPERATOR)).logIn();
    }

    @Test
    public void aRoleAboveTheChannelsLimitIsRefusedWithStatus0a() {
        new ChannelAccess(ChannelAccess.ALWAYS_AVAILABLE, false, false, false, PrivilegeLevel.USER)
                .putInForce(fixture.bmc.settings());
        assertThat(refusal(fixture.console(ADMIN)::logIn).status()).isEqualTo(0x0A);
        fixture.console(ADMIN.withPrivilege(Login.USER)).logIn();
    }

    @Test
    public void aReservedRoleIsRefusedWithStatus09() {
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        assertThat(console.setUp(RAKP_1, with(console.handshake().rakp1(), 24, 0x17))[1])
                .isEqualTo((byte) 0x09);
    }

    @Test
    public void aChannelThatIsDisabledRefusesEverySession() {
        new ChannelAccess(ChannelAccess.DISABLED, false, false, false, PrivilegeLevel.ADMINISTRATOR)
                .putInForce(fixture.bmc.settings());
        assertThat(refusal(fixture.console(ADMIN)::logIn).status()).isEqualTo(0x01);
    }

    @Test
    public void aWrongPasswordIsRefusedWithStatus0fEvenIfTheClientDoesNotNotice() {
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        console.exchangeRakp1();
        byte[] rakp3 = console.handshake().rakp3();
        assertThat(console.setUp(RAKP_3, with(rakp3, 8, rakp3[8] ^ 1))[1]).isEqualTo((byte) 0x0F);
        assertThat(fixture.sessions.active("vm1")).isEmpty();
        assertThat(console.setUp(RAKP_3, rakp3)[1])
                .as("one guess for each log-in")
                .isEqualTo((byte) 0x02);
    }

    @Test
    public void aCodeOfAnotherLengthIsRefusedWithStatus0f() {
        for (int length : new int[] {0, 12, 19, 21, 32}) {
            RemoteConsole console = fixture.console(ADMIN.withSuite(3));
            console.openSession();
            console.exchangeRakp1();
            byte[] rakp3 = java.util.Arrays.copyOf(console.handshake().rakp3(), 8 + length);
            assertThat(console.setUp(RAKP_3, rakp3)[1]).as("%d bytes", length).isEqualTo((byte) 0x0F);
        }
    }

    @Test
    public void aSessionIdThatNobodyHasIsRefusedWithStatus02() {
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        byte[] rakp1 = console.handshake().rakp1();
        assertThat(console.setUp(RAKP_1, with(rakp1, 7, rakp1[7] ^ 0x55))[1]).isEqualTo((byte) 0x02);
        console.exchangeRakp1();
        byte[] rakp3 = console.handshake().rakp3();
        assertThat(console.setUp(RAKP_3, with(rakp3, 4, rakp3[4] ^ 0x3F))[1]).isEqualTo((byte) 0x02);
        console.exchangeRakp3();
    }

    @Test
    public void rakp3BeforeRakp1IsRefusedWithStatus02() {
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        byte[] rakp1 = console.handshake().rakp1();
        byte[] rakp3 = new byte[28];
        System.arraycopy(rakp1, 4, rakp3, 4, 4);
        assertThat(console.setUp(RAKP_3, rakp3)[1]).isEqualTo((byte) 0x02);
    }

    @Test
    public void messagesThatComeAgainWithANewTagAreAnsweredAgainAlike() {
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        console.exchangeRakp1();
        byte[] first = console.handshake().bmcRandom();
        console.exchangeRakp1();
        assertThat(console.handshake().bmcRandom()).isEqualTo(first);
        console.exchangeRakp3();
        console.exchangeRakp3();
        assertThat(console.command(0, SessionFixture.READ).code()).isZero();
        assertThat(fixture.sessions.active("vm1")).hasSize(1);
    }

    @Test
    public void setUpMessagesThatNameAnActiveSessionDoNotHarmIt() {
        RemoteConsole victim = fixture.loggedIn();
        RemoteConsole attacker = new RemoteConsole(fixture.wireFrom(50_000), ADMIN);
        byte[] rakp1 = victim.handshake().rakp1();
        byte[] rakp3 = victim.handshake().rakp3();
        assertThat(attacker.setUp(RAKP_1, rakp1)[1]).isEqualTo((byte) 0x02);
        assertThat(attacker.setUp(RAKP_3, with(rakp3, 20, rakp3[20] ^ 1))[1]).isEqualTo((byte) 0x0F);
        attacker.answersTo(org.ipmibridge.ipmi.console.SetUpPacket.rmcpPlus(RAKP_3, with(rakp3, 1, 0x0F)));
        assertThat(victim.command(0, SessionFixture.READ).code()).isZero();
    }

    @Test
    public void aClientThatGivesUpInRakp3FreesItsSlotAndGetsNoAnswer() {
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        console.exchangeRakp1();
        byte[] givenUp = with(console.handshake().rakp3(), 1, 0x0D);
        assertThat(console.answersTo(org.ipmibridge.ipmi.console.SetUpPacket.rmcpPlus(RAKP_3, givenUp)))
                .isEmpty();
        assertThat(refusal(console::exchangeRakp3).status()).isEqualTo(0x02);
    }

    @Test
    public void aPasswordOf20BytesWorks() {
        fixture.users.with("vm1", 5, "long", "12345678901234567890", PrivilegeLevel.ADMINISTRATOR);
        fixture.console(Login.of("long", "12345678901234567890")).logIn();
        assertThat(fixture.console(Login.of("long", "1234567890123456789")))
                .satisfies(console -> assertThatCode(console::logIn).isInstanceOf(Throwable.class));
    }

    @Test
    public void twoKeyLogInsNeedTheSecondKey() {
        byte[] kg = "the second key".getBytes(StandardCharsets.US_ASCII);
        fixture.bmc.withKg(Secret.of("the second key"));
        fixture.console(ADMIN.withKg(kg)).logIn();
        assertThatCode(() -> fixture.console(ADMIN).logIn()).hasMessageContaining("RAKP 4");
    }

    @Test
    public void lookupByNameAndPrivilegeFindsTheUserWithThatPrivilege() {
        fixture.users.with("vm1", 6, "twice", "first", PrivilegeLevel.ADMINISTRATOR);
        fixture.users.with("vm1", 7, "twice", "second", PrivilegeLevel.OPERATOR);
        Login operator =
                Login.of("twice", "second").withPrivilege(Login.OPERATOR).withNameOnly(false);
        fixture.console(operator).logIn();
        fixture.console(Login.of("twice", "first").withPrivilege(Login.OPERATOR))
                .logIn();
    }

    @Test
    public void aUserHasNoMoreSessionsThanItsLimit() {
        User admin = fixture.users.user("vm1", 2);
        fixture.users.with(
                "vm1", new User(2, "admin", admin.password(), true, admin.privilegeLimit(), true, false, false, 1));
        RemoteConsole first = fixture.loggedIn();
        assertThat(refusal(fixture.console(ADMIN)::logIn).status()).isEqualTo(0x0B);
        first.closeSession();
        fixture.loggedIn();
    }

    @Test
    public void logInsThatBeginTogetherAreNoMoreSessionsThanTheUsersLimit() {
        fixture.users.save("vm1", fixture.users.user("vm1", 2).withSessionLimit(1));
        RemoteConsole first = proved();
        RemoteConsole second = proved();
        first.exchangeRakp3();
        RefusedException refusal = refusal(second::exchangeRakp3);
        assertThat(refusal.step()).isEqualTo("RAKP 3");
        assertThat(refusal.status()).isEqualTo(0x0B);
        assertThat(fixture.sessions.active("vm1")).hasSize(1);

        first.exchangeRakp3();
        first.closeSession();
        fixture.loggedIn();
    }

    @Test
    public void logInsThatEndAtTheSameMomentAreNoMoreSessionsThanTheUsersLimit() throws Exception {
        fixture.users.save("vm1", fixture.users.user("vm1", 2).withSessionLimit(2));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 50; round++) {
                CyclicBarrier together = new CyclicBarrier(4);
                List<Future<?>> ends = new ArrayList<>();
                for (RemoteConsole console : List.of(proved(), proved(), proved(), proved())) {
                    ends.add(threads.submit(() -> {
                        together.await();
                        return catchThrowableOfType(RefusedException.class, console::exchangeRakp3);
                    }));
                }
                for (Future<?> end : ends) {
                    end.get(30, TimeUnit.SECONDS);
                }
                assertThat(fixture.sessions.active("vm1")).hasSize(2);
                fixture.sessions.closeAll("vm1", "test");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A log-in that only RAKP 3 is missing of. */
    private RemoteConsole proved() {
        RemoteConsole console = fixture.console(ADMIN);
        console.openSession();
        console.exchangeRakp1();
        return console;
    }

    private byte[] openWith(int... changes) {
        RemoteConsole console = fixture.console(ADMIN.withSuite(3));
        return console.setUp(OPEN_SESSION_REQUEST, with(console.handshake().openSessionRequest(), changes));
    }

    /** A copy with other bytes: index, value, index, value ... */
    private static byte[] with(byte[] bytes, int... changes) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < changes.length; i += 2) {
            copy[changes[i]] = (byte) changes[i + 1];
        }
        return copy;
    }

    private static RefusedException refusal(Runnable login) {
        return catchThrowableOfType(RefusedException.class, login::run);
    }
}
