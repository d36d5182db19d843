package org.ipmibridge.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ipmibridge.runtime.api.shell.Role;
import org.junit.Test;

public final class SshUsersTest {
    private final SshUsers users = new SshUsers();
    private final List<String> told = new ArrayList<>();

    @Test
    public void whoeverComesChangesOrGoesIsToldAndWhoStaysIsNot() {
        users.watch(told::add);
        users.put(1, user("ann", Role.OPERATOR));
        users.put(1, user("ann", Role.OPERATOR));
        assertThat(told).containsExactly("ann");
        users.put(1, user("ann", Role.READ_ONLY));
        users.remove(1);
        assertThat(told).containsExactly("ann", "ann", "ann");
        assertThat(users.find("ann")).isEmpty();
    }

    @Test
    public void whoeverGetsAnotherNameIsToldByBoth() {
        users.put(1, user("ann", Role.OPERATOR));
        users.watch(told::add);
        users.put(1, user("anna", Role.OPERATOR));
        assertThat(told).containsExactlyInAnyOrder("ann", "anna");
    }

    @Test
    public void thatAnybodyHasAPasswordIsKnownToWhoIsToldOfIt() {
        List<Boolean> passwords = new ArrayList<>();
        users.watch(name -> passwords.add(users.anyPassword()));
        users.put(1, new SshUser("ann", Role.OPERATOR, Set.of(), Optional.empty(), Optional.of("correct horse")));
        users.remove(1);
        assertThat(passwords).containsExactly(true, false);
    }

    @Test
    public void oneNameForTwoIsNobodysName() {
        users.put(1, user("ann", Role.OPERATOR));
        assertThat(users.isShared(1)).isFalse();
        users.put(2, user("ann", Role.ADMINISTRATOR));
        assertThat(users.isShared(1)).isTrue();
        assertThat(users.isShared(2)).isTrue();
        assertThat(users.find("ann")).isEmpty();
        users.remove(2);
        assertThat(users.isShared(1)).isFalse();
        assertThat(users.find("ann")).map(SshUser::role).contains(Role.OPERATOR);
    }

    private static SshUser user(String name, Role role) {
        return new SshUser(name, role, Set.of("key"), Optional.empty(), Optional.empty());
    }
}
