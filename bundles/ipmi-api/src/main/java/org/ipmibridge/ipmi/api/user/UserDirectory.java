package org.ipmibridge.ipmi.api.user;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.annotation.versioning.ProviderType;

/** The users of each BMC. Thread-safe; no method blocks. */
@ProviderType
public interface UserDirectory {
    /** The highest user ID of a BMC. */
    int CAPACITY = 15;

    /** The demonstration's password, which everybody knows: nobody must have it where others than this machine can log in. */
    Secret DEMO_PASSWORD = Secret.of("password");

    /** The users of a BMC that have a name, a password or any access, ordered by ID. */
    List<User> users(String bmc);

    /** The user with this ID, which is {@link User#empty(int) empty} where the slot is not in use. */
    User user(String bmc, int id);

    /** The first user with this name who may log in (IPMI v2.0, section 13.20, name-only lookup). */
    Optional<User> find(String bmc, String name);

    /**
     * The user with this name who may log in with this privilege (IPMI v2.0, section 13.20, name and privilege lookup): where one name
     * has several users, the one with exactly this limit, else the first whose limit is high enough.
     */
    Optional<User> find(String bmc, String name, PrivilegeLevel privilege);

    /**
     * Replaces the user with the same ID on one BMC. It is in force at once; the stage completes when it is on disk too, so that it
     * survives a restart, and exceptionally when it cannot be written (it is then in force until the bridge stops).
     */
    CompletionStage<Void> save(String bmc, User user);

    /** Whether anybody who may log in to this BMC has the {@link #DEMO_PASSWORD}, with which it must not leave the loopback. */
    boolean hasDemoPassword(String bmc);
}
