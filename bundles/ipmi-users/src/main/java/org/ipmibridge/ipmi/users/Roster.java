package org.ipmibridge.ipmi.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** The users of one BMC at one moment. Immutable. */
final class Roster {
    private final List<User> slots;
    private final List<User> users;
    private final boolean demoPassword;

    /** @param slots a user for each ID in order, from 1 on */
    private Roster(List<User> slots) {
        this.slots = slots;
        users = slots.stream().filter(Roster::inUse).toList();
        demoPassword = users.stream()
                .anyMatch(user -> user.mayLogIn() && user.password().equals(UserDirectory.DEMO_PASSWORD));
    }

    /** @param users tells the user with an ID */
    static Roster of(IntFunction<User> users) {
        return new Roster(
                IntStream.rangeClosed(1, UserDirectory.CAPACITY).mapToObj(users).toList());
    }

    /** The same users but for this one. */
    Roster with(User user) {
        List<User> changed = new ArrayList<>(slots);
        changed.set(user.id() - 1, user);
        return new Roster(changed);
    }

    List<User> users() {
        return users;
    }

    /** @throws IndexOutOfBoundsException if there is no such slot */
    User user(int id) {
        return slots.get(id - 1);
    }

    Optional<User> find(String name) {
        return find(name, PrivilegeLevel.CALLBACK, false);
    }

    Optional<User> find(String name, PrivilegeLevel privilege) {
        Optional<User> exact = find(name, privilege, true);
        return exact.isPresent() ? exact : find(name, privilege, false);
    }

    boolean hasDemoPassword() {
        return demoPassword;
    }

    private Optional<User> find(String name, PrivilegeLevel privilege, boolean exactly) {
        for (User user : users) {
            if (user.mayLogIn() && user.name().equals(name)) {
                PrivilegeLevel limit = user.privilegeLimit().orElseThrow();
                if (exactly ? limit == privilege : limit.includes(privilege)) {
                    return Optional.of(user);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean inUse(User user) {
        return !user.name().isEmpty()
                || user.password().length() > 0
                || user.privilegeLimit().isPresent();
    }
}
