package org.ipmibridge.ipmi.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.junit.Test;

public class RosterTest {
    private static final User OPERATOR = user(3, "joe", PrivilegeLevel.OPERATOR);
    private static final User ADMINISTRATOR = user(4, "joe", PrivilegeLevel.ADMINISTRATOR);
    private static final User USER = user(5, "joe", PrivilegeLevel.USER);

    private final Roster roster =
            Roster.of(User::empty).with(OPERATOR).with(ADMINISTRATOR).with(USER);

    @Test
    public void theFirstOfANameIsFound() {
        assertThat(roster.find("joe")).contains(OPERATOR);
        assertThat(roster.find("jo")).isEmpty();
        assertThat(roster.find("")).isEmpty();
    }

    @Test
    public void ofOneNameTheUserWithExactlyThisPrivilegeIsFound() {
        assertThat(roster.find("joe", PrivilegeLevel.USER)).contains(USER);
        assertThat(roster.find("joe", PrivilegeLevel.OPERATOR)).contains(OPERATOR);
        assertThat(roster.find("joe", PrivilegeLevel.ADMINISTRATOR)).contains(ADMINISTRATOR);
    }

    @Test
    public void elseTheFirstWhosePrivilegeIsEnoughIsFound() {
        assertThat(roster.find("joe", PrivilegeLevel.CALLBACK)).contains(OPERATOR);
        assertThat(roster.with(ADMINISTRATOR.withEnabled(false)).find("joe", PrivilegeLevel.ADMINISTRATOR))
                .isEmpty();
    }

    @Test
    public void whoMayNotLogInIsNotFound() {
        Roster others = roster.with(OPERATOR.withEnabled(false))
                .with(ADMINISTRATOR.withIpmiMessaging(false))
                .with(USER.withPrivilegeLimit(Optional.empty()));

        assertThat(others.find("joe")).isEmpty();
        assertThat(others.find("joe", PrivilegeLevel.USER)).isEmpty();
    }

    @Test
    public void slotsThatAreNotInUseAreNotListed() {
        assertThat(roster.users()).containsExactly(OPERATOR, ADMINISTRATOR, USER);
        assertThat(roster.user(15)).isEqualTo(User.empty(15));
        assertThat(roster.with(User.empty(15).withName("x")).users()).hasSize(4);
        assertThat(roster.with(User.empty(15).withPassword(Secret.of("x"))).users())
                .hasSize(4);
    }

    @Test
    public void theDemonstrationsPasswordIsNoticedWhereItOpensTheDoor() {
        User demo = OPERATOR.withPassword(Secret.of("password"));

        assertThat(roster.hasDemoPassword()).isFalse();
        assertThat(roster.with(demo).hasDemoPassword()).isTrue();
        assertThat(roster.with(demo.withEnabled(false)).hasDemoPassword()).isFalse();
    }

    private static User user(int id, String name, PrivilegeLevel limit) {
        return new User(id, name, Secret.of("test"), true, Optional.of(limit), true, false, false, 0);
    }
}
