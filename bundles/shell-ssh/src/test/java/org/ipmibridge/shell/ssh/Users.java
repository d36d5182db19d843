package org.ipmibridge.shell.ssh;

import java.util.Optional;
import java.util.Set;
import org.ipmibridge.runtime.api.shell.Role;

/** Users for tests of other packages. */
public final class Users {
    private Users() {}

    /** @param key as {@code type base64} */
    public static SshUsers withKey(String name, String key) {
        SshUsers users = new SshUsers();
        users.put(name, new SshUser(name, Role.OPERATOR, Set.of(key), Optional.empty(), Optional.empty()));
        return users;
    }

    /** Adds a user who has no key. */
    public static void addPassword(SshUsers users, String name, String password) {
        users.put(name, new SshUser(name, Role.OPERATOR, Set.of(), Optional.empty(), Optional.of(password)));
    }
}
