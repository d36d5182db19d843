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

    /** @return the other user that has the name already */
    Optional<SshUser> put(Object owner, SshUser user) {
        SshUser before = users.put(owner, user);
        if (before != null && !before.equals(user)) {
            tell(before.name());
        }
        return users.entrySet().stream()
                .filter(entry ->
                        entry.getKey() != owner && entry.getValue().name().equals(user.name()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    void remove(Object owner) {
        SshUser before = users.remove(owner);
        if (before != null) {
            tell(before.name());
        }
    }

    /** Tells, from now on, the names of users that are not as they were. */
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
