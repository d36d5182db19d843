package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.commands.app.Exchange.ask;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeUserDirectory;
import org.junit.Test;

public class UserCommandsTest {
    private static final String NO_NAME = "00000000000000000000000000000000";

    private final FakeBmc bmc = new FakeBmc("vm1");
    private final FakeUserDirectory users = new FakeUserDirectory()
            .with("vm1", 2, "ADMIN", "ADMIN", PrivilegeLevel.ADMINISTRATOR)
            .with("vm1", 5, "oper", "test", PrivilegeLevel.OPERATOR)
            .with("vm2", 3, "other", "test", PrivilegeLevel.USER);
    private final UserEditor editor = new UserEditor(users);
    private final CommandHandler getAccess = new GetUserAccess(users);
    private final CommandHandler setAccess = new SetUserAccess(editor);
    private final CommandHandler getName = new GetUserName(users);
    private final CommandHandler setName = new SetUserName(editor);
    private final CommandHandler setPassword = new SetUserPassword(users, editor);

    @Test
    public void theAccessOfAUserIsTold() {
        assertThat(ask(getAccess, bmc, "0e02")).isEqualTo("00 0f420114");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f420113");
    }

    @Test
    public void anEmptySlotIsDisabledAndHasNoAccess() {
        assertThat(ask(getAccess, bmc, "0e01")).isEqualTo("00 0f82010f");
        assertThat(ask(getAccess, bmc, "010f")).isEqualTo("00 0f82010f");
    }

    @Test
    public void reservedBitsBesideAUsersIdAreNotLookedAt() {
        assertThat(ask(getAccess, bmc, "0ec2")).isEqualTo("00 0f420114");
        assertThat(ask(getName, bmc, "c2")).startsWith("00 41444d494e00");
    }

    @Test
    public void namesAreTold() {
        assertThat(ask(getName, bmc, "01")).isEqualTo("00 " + NO_NAME);
        assertThat(ask(getName, bmc, "02")).isEqualTo("00 41444d494e0000000000000000000000");
        assertThat(ask(getName, bmc, "0f")).isEqualTo("00 " + NO_NAME);
    }

    @Test
    public void aUserIsMadeAsIpmitoolMakesOne() {
        assertThat(ask(setName, bmc, "09626f6200000000000000000000000000")).isEqualTo("00");
        assertThat(ask(setPassword, bmc, "090273656372657431320000000000000000"))
                .isEqualTo("00");
        assertThat(ask(setPassword, bmc, "090100000000000000000000000000000000"))
                .isEqualTo("00");
        assertThat(ask(setAccess, bmc, "b1090400")).isEqualTo("00");

        assertThat(users.user("vm1", 9))
                .isEqualTo(new User(
                        9,
                        "bob",
                        Secret.of("secret12"),
                        true,
                        Optional.of(PrivilegeLevel.ADMINISTRATOR),
                        true,
                        true,
                        false,
                        0));
        assertThat(ask(getAccess, bmc, "0109")).isEqualTo("00 0f430134");
        assertThat(ask(getName, bmc, "09")).isEqualTo("00 626f6200000000000000000000000000");
        assertThat(users.user("vm2", 9)).isEqualTo(User.empty(9));
    }

    @Test
    public void aNameOf16BytesIsKeptWhateverTheyAre() {
        assertThat(ask(setName, bmc, "09 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")).isEqualTo("00");
        assertThat(ask(getName, bmc, "09")).isEqualTo("00 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

        assertThat(ask(setName, bmc, "09 55555555555555555555555555555555")).isEqualTo("00");
        assertThat(ask(getName, bmc, "09")).isEqualTo("00 55555555555555555555555555555555");
    }

    @Test
    public void aNameEndsAtItsFirstZero() {
        assertThat(ask(setName, bmc, "09 62006200000000000000000000000000")).isEqualTo("00");

        assertThat(users.user("vm1", 9).name()).isEqualTo("b");
    }

    @Test
    public void theNullUsersNameIsFixed() {
        assertThat(ask(setName, bmc, "01 626f6200000000000000000000000000")).isEqualTo("cc");
        assertThat(ask(getName, bmc, "01")).isEqualTo("00 " + NO_NAME);
    }

    @Test
    public void usersThatDoNotExistAreRefused() {
        for (String id : new String[] {"00", "10", "3f"}) {
            assertThat(ask(getAccess, bmc, "0e" + id)).isEqualTo("cc");
            assertThat(ask(setAccess, bmc, "01" + id + "0400")).isEqualTo("cc");
            assertThat(ask(getName, bmc, id)).isEqualTo("cc");
            assertThat(ask(setName, bmc, id + NO_NAME)).isEqualTo("cc");
            assertThat(ask(setPassword, bmc, id + "00")).isEqualTo("cc");
        }
        assertThat(ask(getAccess, bmc, "0002")).as("no such channel").isEqualTo("cc");
        assertThat(ask(setAccess, bmc, "b2020400")).as("no such channel").isEqualTo("cc");
    }

    @Test
    public void thePrivilegeAloneCanBeSet() {
        assertThat(ask(setAccess, bmc, "01050200")).isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f420112");

        assertThat(ask(setAccess, bmc, "01050f00")).as("no access").isEqualTo("00");
        assertThat(users.user("vm1", 5).mayLogIn()).isFalse();
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f42011f");
    }

    @Test
    public void theFlagsAreSetWhenTheyAreToBeSet() {
        assertThat(ask(setAccess, bmc, "f1050300")).isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f420173");

        assertThat(ask(setAccess, bmc, "81050300")).isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f420103");

        assertThat(ask(setAccess, bmc, "71050300")).isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f420103");
    }

    @Test
    public void theSessionLimitIsSetWhenItIsThere() {
        assertThat(ask(setAccess, bmc, "0105035a")).isEqualTo("00");
        assertThat(users.user("vm1", 5).sessionLimit()).isEqualTo(10);

        assertThat(ask(setAccess, bmc, "010503")).isEqualTo("00");
        assertThat(users.user("vm1", 5).sessionLimit()).isEqualTo(10);
    }

    @Test
    public void reservedPrivilegesAreRefused() {
        assertThat(ask(setAccess, bmc, "01050000")).isEqualTo("cc");
        assertThat(ask(setAccess, bmc, "01050600")).isEqualTo("cc");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f420113");
    }

    @Test
    public void aUserIsDisabledWithAndWithoutAPassword() {
        assertThat(ask(setPassword, bmc, "0500")).as("as pyghmi does it").isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f810113");
        assertThat(ask(setPassword, bmc, "0501")).isEqualTo("00");
        assertThat(ask(getAccess, bmc, "0105")).isEqualTo("00 0f420113");

        assertThat(ask(setPassword, bmc, "0500" + "00".repeat(16)))
                .as("as ipmitool does it")
                .isEqualTo("00");
        assertThat(users.user("vm1", 5).enabled()).isFalse();
        assertThat(ask(setPassword, bmc, "8501" + "00".repeat(20))).isEqualTo("00");
        assertThat(users.user("vm1", 5).enabled()).isTrue();
        assertThat(users.user("vm1", 5).password()).isEqualTo(Secret.of("test"));
    }

    @Test
    public void aPasswordOf20BytesIsSetAndTestedAsIpmitoolDoesIt() {
        assertThat(ask(setPassword, bmc, "89023031323334353637383930313233343536373839"))
                .isEqualTo("00");

        assertThat(users.user("vm1", 9).password()).isEqualTo(Secret.of("01234567890123456789"));
        assertThat(ask(setPassword, bmc, "89033031323334353637383930313233343536373839"))
                .isEqualTo("00");
        assertThat(ask(setPassword, bmc, "89033031323334353637383930313233343536373838"))
                .isEqualTo("80");
        assertThat(ask(setPassword, bmc, "090373656372657431320000000000000000"))
                .as("wrong size")
                .isEqualTo("81");
    }

    @Test
    public void aPasswordOf16BytesIsTestedInBothSizes() {
        ask(setPassword, bmc, "090273656372657431320000000000000000");

        assertThat(ask(setPassword, bmc, "090373656372657431320000000000000000"))
                .isEqualTo("00");
        assertThat(ask(setPassword, bmc, "090373656372657431330000000000000000"))
                .isEqualTo("80");
        assertThat(ask(setPassword, bmc, "8903736563726574313200000000000000000000" + "0000"))
                .isEqualTo("00");
        assertThat(users.user("vm1", 9).password()).as("a test changes nothing").isEqualTo(Secret.of("secret12"));
    }

    @Test
    public void anyBytesAreAPassword() {
        assertThat(ask(setPassword, bmc, "8902" + "aa".repeat(20))).isEqualTo("00");
        assertThat(ask(setPassword, bmc, "8903" + "aa".repeat(20))).isEqualTo("00");
        assertThat(ask(setPassword, bmc, "8902" + "55".repeat(20))).isEqualTo("00");
        assertThat(ask(setPassword, bmc, "8903" + "aa".repeat(20))).isEqualTo("80");
        assertThat(ask(setPassword, bmc, "8903" + "55".repeat(20))).isEqualTo("00");
    }

    @Test
    public void successMeansThatItIsOnDisk() {
        users.failWrites(new IllegalStateException("full"));

        assertThatThrownBy(() -> ask(setPassword, bmc, "0500")).hasMessageContaining("full");
        assertThatThrownBy(() -> ask(setAccess, bmc, "b1090400")).hasMessageContaining("full");
        assertThatThrownBy(() -> ask(setName, bmc, "09" + NO_NAME)).hasMessageContaining("full");
    }

    @Test
    public void ofTwoChangesOfOneUserAtTheSameTimeNoneIsLost() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            String name = String.format("09 %02x", i + 1) + "00".repeat(15);
            Thread other = new Thread(() -> ask(setName, bmc, name));
            other.start();
            ask(setPassword, bmc, "0902" + String.format("%032x", i + 1));
            other.join(10_000);

            assertThat(ask(setPassword, bmc, "0903" + String.format("%032x", i + 1)))
                    .isEqualTo("00");
            assertThat(ask(getName, bmc, "09")).isEqualTo(String.format("00 %02x", i + 1) + "00".repeat(15));
        }
    }

    @Test
    public void theDemonstrationsPasswordIsNotForOtherMachines() {
        String password = "70617373776f72640000000000000000";
        assertThat(ask(setPassword, bmc, "0502" + password))
                .as("on the loopback")
                .isEqualTo("00");

        bmc.withEndpoint(new InetSocketAddress("192.0.2.1", 623));
        assertThat(ask(setPassword, bmc, "0202" + password)).isEqualTo("cc");
        assertThat(users.user("vm1", 2).password()).isEqualTo(Secret.of("ADMIN"));

        assertThat(ask(setPassword, bmc, "0902" + password))
                .as("who cannot log in")
                .isEqualTo("00");
        assertThat(ask(setAccess, bmc, "b1090400")).isEqualTo("00");
        assertThat(ask(setPassword, bmc, "0901")).as("who then could").isEqualTo("cc");
        assertThat(users.user("vm1", 9).enabled()).isFalse();
    }

    @Test
    public void wrongLengthsAreRefused() {
        assertThat(ask(getAccess, bmc, "0e")).isEqualTo("c7");
        assertThat(ask(getAccess, bmc, "0e0200")).isEqualTo("c7");
        assertThat(ask(setAccess, bmc, "0105")).isEqualTo("c7");
        assertThat(ask(setAccess, bmc, "0105030000")).isEqualTo("c7");
        assertThat(ask(getName, bmc, "")).isEqualTo("c7");
        assertThat(ask(getName, bmc, "0200")).isEqualTo("c7");
        assertThat(ask(setName, bmc, "09626f62")).isEqualTo("c7");
        assertThat(ask(setName, bmc, "09" + NO_NAME + "00")).isEqualTo("c7");
        for (String data : new String[] {
            "09",
            "0902",
            "0903",
            "0902" + "00".repeat(15),
            "0902" + "00".repeat(17),
            "0902" + "00".repeat(20),
            "8902" + "00".repeat(16),
            "8902" + "00".repeat(21),
            "0900" + "00".repeat(4),
            "8901" + "00".repeat(16)
        }) {
            assertThat(ask(setPassword, bmc, data)).as(data).isEqualTo("c7");
        }
        assertThat(users.user("vm1", 9)).isEqualTo(User.empty(9));
    }
}
