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
    public void whoeverChangesOrGoesIsToldAndWhoStaysIsNot() {
        users.watch(told::add);
        users.put(1, user("ann", Role.OPERATOR));
        users.put(1, user("ann", Role.OPERATOR));
        assertThat(told).isEmpty();
        users.put(1, user("ann", Role.READ_ONLY));
        users.remove(1);
        assertThat(told).containsExactly("ann", "ann");
        assertThat(users.find("ann")).isEmpty();
    }

    @Test
    public void oneNameForTwoIsNobodysName() {
        assertThat(users.put(1, user("ann", Role.OPERATOR))).isEmpty();
        assertThat(users.put(2, user("ann", Role.ADMINISTRATOR))).isPresent();
        assertThat(users.find("ann")).isEmpty();
        users.remove(2);
        assertThat(users.find("ann")).map(SshUser::role).contains(Role.OPERATOR);
    }

    private static SshUser user(String name, Role role) {
        return new SshUser(name, role, Set.of("key"), Optional.empty(), Optional.empty());
    }
}
