package org.ipmibridge.ipmi.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.users.Configurations.administrator;

import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

public class AccountsTest {
    private static final Account ADMIN = administrator("admin.cfg", 2, "admin", "a");
    private static final Account RIVAL = administrator("rival.cfg", 2, "rival", "b");

    @Rule
    public final LogLines log = new LogLines();

    private final Accounts accounts = new Accounts();

    @Test
    public void anAccountTakesItsSlotOnItsBmcs() {
        accounts.put("one", new Account("one.cfg", ADMIN.user(), Set.of("vm1")));
        accounts.put("two", new Account("two.cfg", RIVAL.user(), Set.of("vm2", "vm3")));

        assertThat(accounts.find("vm1", 2))
                .hasValueSatisfying(found -> assertThat(found.file()).isEqualTo("one.cfg"));
        assertThat(accounts.find("vm3", 2))
                .hasValueSatisfying(found -> assertThat(found.file()).isEqualTo("two.cfg"));
        assertThat(accounts.find("vm4", 2)).isEmpty();
        assertThat(log.alarms()).isEmpty();
    }

    @Test
    public void ofTwoAccountsWithOneIdOneIsRefusedWithBothFilesNames() {
        accounts.put("one", ADMIN);

        assertThat(accounts.put("two", RIVAL)).isEmpty();

        assertThat(accounts.find("vm1", 2)).contains(ADMIN);
        assertThat(log.alarms()).containsExactly("ERROR rival.cfg: id = 2: admin.cfg has this id too, on all BMCs");
    }

    @Test
    public void theSharedBmcsAreNamed() {
        accounts.put("one", ADMIN);
        accounts.put("two", new Account("two.cfg", RIVAL.user(), Set.of("vm2", "vm1")));

        assertThat(log.alarms()).hasSize(1).first().asString().contains("on BMC vm1, vm2");
    }

    @Test
    public void aRefusedAccountComesIntoForceWhenItsSlotIsFree() {
        accounts.put("one", ADMIN);
        accounts.put("two", RIVAL);

        assertThat(accounts.remove("one")).containsExactly(2);

        assertThat(accounts.find("vm1", 2)).contains(RIVAL);
    }

    @Test
    public void anAccountThatMovesOntoAnotherStaysWhereItWas() {
        Account other = administrator("other.cfg", 3, "other", "c");
        accounts.put("one", ADMIN);
        accounts.put("two", other);

        accounts.put("two", administrator("other.cfg", 2, "other", "c"));

        assertThat(accounts.find("vm1", 2)).contains(ADMIN);
        assertThat(accounts.find("vm1", 3)).contains(other);
        assertThat(log.alarms()).hasSize(1).first().asString().endsWith("the settings before it stay in force");
    }

    @Test
    public void accountsThatSwapTheirIdsBothFindTheirPlace() {
        accounts.put("one", ADMIN);
        accounts.put("two", administrator("two.cfg", 3, "two", "c"));
        accounts.put("two", administrator("two.cfg", 2, "two", "c"));

        assertThat(accounts.put("one", administrator("admin.cfg", 3, "admin", "a")))
                .containsExactlyInAnyOrder(2, 3);

        assertThat(accounts.find("vm1", 2))
                .map(account -> account.user().name())
                .contains("two");
        assertThat(accounts.find("vm1", 3))
                .map(account -> account.user().name())
                .contains("admin");
    }

    @Test
    public void whoHasTheSlotDoesNotDependOnWhoCameFirst() {
        accounts.put("two", RIVAL);

        assertThat(accounts.put("one", ADMIN)).containsExactly(2);

        assertThat(accounts.find("vm1", 2)).contains(ADMIN);
        assertThat(log.alarms()).hasSize(1).first().asString().startsWith("ERROR rival.cfg: id = 2: admin.cfg has");
    }

    @Test
    public void aClashIsReportedOnce() {
        accounts.put("one", ADMIN);
        accounts.put("two", RIVAL);
        accounts.put("three", administrator("three.cfg", 3, "three", "c"));
        accounts.remove("three");

        assertThat(log.alarms()).hasSize(1);
    }
}
