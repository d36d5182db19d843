package org.ipmibridge.ipmi.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.ipmi.users.Configurations.config;
import static org.ipmibridge.ipmi.users.Configurations.file;

import java.util.Map;
import java.util.Optional;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.junit.Test;

public class AccountReaderTest {
    @Test
    public void everyKeyHasItsPlaceInTheAccount() throws Exception {
        Account account = read(
                "id",
                "3",
                "name",
                "oper",
                ".password",
                "test",
                "privilege",
                "operator",
                "enabled",
                "false",
                "bmcs",
                "vm1, vm2",
                "session.limit",
                "4");

        assertThat(account.file()).isEqualTo("/etc/bridge/a.cfg");
        assertThat(account.bmcs()).containsExactlyInAnyOrder("vm1", "vm2");
        assertThat(account.user())
                .isEqualTo(new User(
                        3,
                        "oper",
                        Secret.of("test"),
                        false,
                        Optional.of(PrivilegeLevel.OPERATOR),
                        true,
                        false,
                        false,
                        4));
    }

    @Test
    public void whatIsLeftOutIsTheLeastPrivilegeOnAllBmcs() throws Exception {
        Account account = read("id", "15", "name", "u", ".password", "test");

        assertThat(account.user().privilegeLimit()).contains(PrivilegeLevel.USER);
        assertThat(account.user().mayLogIn()).isTrue();
        assertThat(account.appliesTo("any")).isTrue();
    }

    @Test
    public void noAccessNeedsNoPassword() throws Exception {
        Account account = read("id", "4", "name", "nobody", "privilege", "none");

        assertThat(account.user().mayLogIn()).isFalse();
        assertThat(account.user().privilegeLimit()).isEmpty();
    }

    @Test
    public void theNullUserHasNoName() throws Exception {
        assertThat(read("id", "1", ".password", "test").user().name()).isEmpty();
        assertRefused("name = root", "id", "1", "name", "root", ".password", "test");
    }

    @Test
    public void anIdOutsideItsRangeIsRefused() {
        assertRefused("id: is missing", "name", "a");
        assertRefused("id = 0: must be a whole number, 1 to 15", "id", "0", "name", "a");
        assertRefused("id = 16: must be", "id", "16", "name", "a");
        assertRefused("id = two: must be", "id", "two", "name", "a");
    }

    @Test
    public void aNameThatNoClientCouldSendIsRefused() {
        assertRefused("name: is missing", "id", "2", ".password", "test");
        assertRefused("name = 12345678901234567", "id", "2", "name", "12345678901234567", ".password", "test");
        assertRefused("name = j\u00f6rg", "id", "2", "name", "j\u00f6rg", ".password", "test");
        assertRefused("name = a b", "id", "2", "name", "a b", ".password", "test");
    }

    @Test
    public void aNameOf16CharactersIsTheLongest() throws Exception {
        assertThat(read("id", "2", "name", "1234567890123456", ".password", "test")
                        .user()
                        .name())
                .hasSize(16);
    }

    @Test
    public void aWrongPasswordIsNeverShown() {
        assertRefused(
                ".password: is longer than 20 bytes", "id", "2", "name", "a", ".password", "topsecret890123456789!");
        assertThatThrownBy(() -> read("id", "2", "name", "a", ".password", "topsecret890123456789!"))
                .hasMessageNotContaining("topsecret");
    }

    @Test
    public void whoeverMayLogInHasAPassword() {
        assertRefused(".password: is missing", "id", "2", "name", "a");
        assertRefused(".password: is missing", "id", "2", "name", "a", ".password", "\n");
    }

    @Test
    public void theEndOfLineOfASecretFileIsNoPartOfThePassword() throws Exception {
        assertThat(read("id", "2", "name", "a", ".password", "test\r\n").user().password())
                .isEqualTo(Secret.of("test"));
    }

    @Test
    public void aValueThatIsNoneOfItsKindIsRefused() {
        assertRefused("privilege = root: must be user", "id", "2", "name", "a", ".password", "t", "privilege", "root");
        assertRefused("enabled = yes: must be true or", "id", "2", "name", "a", ".password", "t", "enabled", "yes");
        assertRefused("bmcs = ,: must be *", "id", "2", "name", "a", ".password", "t", "bmcs", " , ");
        assertRefused("session.limit = 16: must be", "id", "2", "name", "a", ".password", "t", "session.limit", "16");
    }

    private static Account read(String... lines) {
        Map<String, Object> properties = file("a", lines);
        return new AccountReader(config(properties), new ConfigReader(properties)).read();
    }

    private static void assertRefused(String message, String... lines) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("/etc/bridge/a.cfg: " + message);
    }
}
