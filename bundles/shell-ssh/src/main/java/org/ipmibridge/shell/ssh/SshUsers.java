package org.ipmibridge.shell.ssh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The users of the shell. Thread-safe. */
@Component(service = SshUsers.class)
public final class SshUsers {
    private final Map<Object, SshUser> users = new ConcurrentHashMap<>();
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();

    @Activate
    public SshUsers() {
        // The framework makes it; users come by their configurations.
    }

    /** The user of this name; none as well when two have it, as it is not clear then who is meant. */
    public Optional<SshUser> find(String name) {
        List<SshUser> found =
                users.values().stream().filter(user -> user.name().equals(name)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Whether anybody may log in with a password. */
    public boolean anyPassword() {
        return users.values().stream().anyMatch(user -> user.password().isPresent());
    }

    void put(Object owner, SshUser user) {
        SshUser before = users.put(owner, user);
        if (user.equals(before)) {
            return;
        }
        if (before != null && !before.name().equals(user.name())) {
            tell(before.name());
        }
        tell(user.name());
    }

    /** Whether another owner's user has the name of this one's. */
    boolean isShared(Object owner) {
        SshUser own = users.get(owner);
        return own != null
                && users.entrySet().stream()
                        .anyMatch(entry -> entry.getKey() != owner
                                && entry.getValue().name().equals(own.name()));
    }

    void remove(Object owner) {
        SshUser before = users.remove(owner);
        if (before != null) {
            tell(before.name());
        }
    }

    /** Tells, from now on, the names of users that are not as they were, new ones among them. */
    public void watch(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    public void unwatch(Consumer<String> watcher) {
        watchers.remove(watcher);
    }

    private void tell(String name) {
        watchers.forEach(watcher -> watcher.accept(name));
    }
}
