package org.ipmibridge.ipmi.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.users.Configurations.config;
import static org.ipmibridge.ipmi.users.Configurations.configured;
import static org.ipmibridge.ipmi.users.Configurations.file;

import java.util.Map;
import java.util.Optional;
import org.ipmibridge.ipmi.api.user.Secret;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

public class ConfiguredAccountTest {
    private static final Map<String, Object> GOOD = file("admin", "id", "2", "name", "admin", ".password", "first");
    private static final Map<String, Object> WRONG =
            file("admin", "id", "2", "name", "admin", ".password", "second", "privilege", "boss");

    @Rule
    public final LogLines log = new LogLines();

    private final Users users = new Users(Optional.empty(), () -> false, new Fingerprint(Fingerprint::pbkdf2));

    @After
    public void close() {
        users.close();
    }

    @Test
    public void aConfigurationBecomesAUserOfEveryBmc() {
        users.addAccount(configured(GOOD));

        assertThat(users.find("vm1", "admin")).isPresent();
        assertThat(users.find("vm2", "admin")).isPresent();
    }

    @Test
    public void anEditedConfigurationIsInForceAtOnce() {
        ConfiguredAccount account = configured(GOOD);
        users.addAccount(account);
        Map<String, Object> edited = file("admin", "id", "2", "name", "root", ".password", "second");

        account.accept(config(edited), edited);

        assertThat(users.find("vm1", "admin")).isEmpty();
        assertThat(users.find("vm1", "root").orElseThrow().password()).isEqualTo(Secret.of("second"));
    }

    @Test
    public void aWrongEditIsRefusedInOneLineAndTheLastGoodOneStays() {
        ConfiguredAccount account = configured(GOOD);
        users.addAccount(account);

        account.accept(config(WRONG), WRONG);

        assertThat(users.find("vm1", "admin").orElseThrow().password()).isEqualTo(Secret.of("first"));
        assertThat(log.alarms())
                .last()
                .isEqualTo("ERROR /etc/bridge/admin.cfg: privilege = boss: must be user, operator, administrator, "
                        + "callback or none; the settings before it stay in force");
    }

    @Test
    public void aConfigurationThatIsWrongFromTheStartMakesNoUserUntilItIsRight() {
        ConfiguredAccount account = configured(WRONG);
        users.addAccount(account);
        assertThat(users.users("vm1")).isEmpty();
        assertThat(log.alarms()).last().asString().endsWith("callback or none");
        assertThat(account.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.source()).isEqualTo("/etc/bridge/admin.cfg");
            assertThat(problem.key()).isEqualTo("privilege");
            assertThat(problem.value()).isEqualTo("boss");
        });

        account.accept(config(GOOD), GOOD);

        assertThat(users.users("vm1")).hasSize(1);
        assertThat(account.problems()).isEmpty();
    }

    @Test
    public void aSecretThatDoesNotExistIsNotTakenForAPassword() {
        ConfiguredAccount account = configured(GOOD);
        users.addAccount(account);
        Map<String, Object> edited = file("admin", "id", "2", "name", "admin", ".password", "$[secret:none]");

        account.accept(config(edited), edited);

        assertThat(users.find("vm1", "admin").orElseThrow().password()).isEqualTo(Secret.of("first"));
        assertThat(log.alarms())
                .last()
                .isEqualTo(
                        "ERROR /etc/bridge/admin.cfg: .password: there is no secret none; the settings before it stay"
                                + " in force");
    }

    @Test
    public void aRemovedConfigurationTakesItsUserAway() {
        ConfiguredAccount account = configured(GOOD);
        users.addAccount(account);

        users.removeAccount(account);
        account.accept(config(GOOD), GOOD);

        assertThat(users.users("vm1")).isEmpty();
    }

    @Test
    public void whileTheBundleStopsNobodyIsToldThatThereAreNoUsers() {
        Users stopping = new Users(Optional.empty(), () -> true, new Fingerprint(Fingerprint::pbkdf2));
        ConfiguredAccount account = configured(GOOD);
        stopping.addAccount(account);

        stopping.removeAccount(account);

        assertThat(stopping.find("vm1", "admin")).isPresent();
    }

    @Test
    public void theLogShowsNoPassword() {
        ConfiguredAccount account = configured(GOOD);
        users.addAccount(account);
        account.accept(config(WRONG), WRONG);

        assertThat(log.all()).noneMatch(line -> line.contains("first") || line.contains("second"));
    }

    @Test
    public void misspeltKeysAreMentioned() {
        configured(file("admin", "id", "2", "name", "admin", ".password", "a", "priviledge", "administrator"));

        assertThat(log.alarms()).contains("WARN /etc/bridge/admin.cfg: priviledge: no such key, it has no effect");
    }
}
