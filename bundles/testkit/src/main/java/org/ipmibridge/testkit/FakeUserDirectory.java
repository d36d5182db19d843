package org.ipmibridge.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** Users in memory. */
public final class FakeUserDirectory implements UserDirectory {
    private static final Secret DEMO = Secret.of("password");

    private final Map<String, Map<Integer, User>> users = new ConcurrentHashMap<>();
    private volatile RuntimeException writeFailure;

    /** Adds, or replaces, an enabled user. */
    public FakeUserDirectory with(String bmc, int id, String name, String password, PrivilegeLevel limit) {
        return with(bmc, new User(id, name, Secret.of(password), true, Optional.of(limit), true, false, false, 0));
    }

    public FakeUserDirectory with(String bmc, User user) {
        slots(bmc).put(user.id(), user);
        return this;
    }

    /** From now on nothing can be written to disk; null for the disk to work again. */
    public void failWrites(RuntimeException failure) {
        writeFailure = failure;
    }

    @Override
    public List<User> users(String bmc) {
        return slots(bmc).values().stream()
                .filter(user -> !user.equals(User.empty(user.id())))
                .toList();
    }

    @Override
    public User user(String bmc, int id) {
        return slots(bmc).getOrDefault(id, User.empty(id));
    }

    @Override
    public Optional<User> find(String bmc, String name) {
        return named(bmc, name).findFirst();
    }

    @Override
    public Optional<User> find(String bmc, String name, PrivilegeLevel privilege) {
        return named(bmc, name)
                .filter(user -> user.privilegeLimit().orElseThrow().includes(privilege))
                .min(Comparator.comparing(
                        user -> user.privilegeLimit().orElseThrow() == privilege ? 0 : user.id(),
                        Comparator.naturalOrder()));
    }

    @Override
    public CompletionStage<Void> save(String bmc, User user) {
        with(bmc, user);
        return writeFailure == null
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.failedStage(writeFailure);
    }

    @Override
    public boolean hasDemoPassword(String bmc) {
        return slots(bmc).values().stream()
                .anyMatch(user -> user.mayLogIn() && user.password().equals(DEMO));
    }

    private Stream<User> named(String bmc, String name) {
        return slots(bmc).values().stream()
                .filter(user -> user.mayLogIn() && user.name().equals(name));
    }

    private Map<Integer, User> slots(String bmc) {
        return users.computeIfAbsent(bmc, any -> new ConcurrentSkipListMap<>());
    }
}
