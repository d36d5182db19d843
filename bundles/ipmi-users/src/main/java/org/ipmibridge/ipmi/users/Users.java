package org.ipmibridge.ipmi.users;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users of each BMC: the configured accounts, and over them what clients changed of each BMC's. Reads take no lock; a change makes
 * new {@link Roster}s under one, which nobody holds while files are written or passwords hashed.
 */
@Component(immediate = true)
public final class Users implements UserDirectory, ProblemSource {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);
    private static final String DATA_DIRECTORY = "org.ipmibridge.data";

    private final Accounts accounts = new Accounts();
    private final Map<String, ClientChanges> changes = new ConcurrentHashMap<>();
    private final Fingerprint fingerprint;
    private final Optional<StateWriter> writer;
    private final BooleanSupplier stopping;
    private volatile Map<String, Roster> rosters = Map.of();

    @Activate
    public Users(BundleContext context) {
        this(
                Optional.ofNullable(context.getProperty(DATA_DIRECTORY)).map(data -> Path.of(data, "users")),
                () -> context.getBundle().getState() == Bundle.STOPPING,
                new Fingerprint(Fingerprint::pbkdf2));
    }

    /**
     * @param directory where to keep what clients change; none for memory only
     * @param stopping whether the bundle is being stopped
     * @param fingerprint how configured passwords are remembered on disk
     */
    Users(Optional<Path> directory, BooleanSupplier stopping, Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
        this.stopping = stopping;
        if (directory.isEmpty()) {
            LOG.warn("{} is not set: what clients change of users is lost at the next start", DATA_DIRECTORY);
        }
        Optional<StateDirectory> state = directory.map(path -> new StateDirectory(path, fingerprint));
        state.ifPresent(this::load);
        writer = state.map(StateWriter::new);
    }

    @Deactivate
    void close() {
        writer.ifPresent(StateWriter::close);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addAccount(ConfiguredAccount source) {
        source.attach(account -> put(source, account));
    }

    /** When the bundle stops, the accounts go first: until this service has gone too, nobody is to be told that there are no users. */
    void removeAccount(ConfiguredAccount source) {
        source.detach();
        if (stopping.getAsBoolean()) {
            return;
        }
        synchronized (this) {
            refresh(accounts.remove(source));
        }
    }

    @Override
    public List<User> users(String bmc) {
        return roster(bmc).users();
    }

    @Override
    public User user(String bmc, int id) {
        return roster(bmc).user(id);
    }

    @Override
    public Optional<User> find(String bmc, String name) {
        return roster(bmc).find(name);
    }

    @Override
    public Optional<User> find(String bmc, String name, PrivilegeLevel privilege) {
        return roster(bmc).find(name, privilege);
    }

    @Override
    public boolean hasDemoPassword(String bmc) {
        return roster(bmc).hasDemoPassword();
    }

    @Override
    public synchronized CompletionStage<Void> save(String bmc, User user) {
        ClientChanges next = changes(bmc).with(configured(bmc, user.id()), user);
        changes.put(bmc, next);
        publish(bmc, roster(bmc).with(user));
        return write(bmc, next);
    }

    @Override
    public synchronized List<Problem> problems() {
        return accounts.problems();
    }

    void put(Object source, Account account) {
        changes.values().forEach(known -> known.recognise(account.user(), fingerprint));
        synchronized (this) {
            refresh(accounts.put(source, account));
        }
        LOG.debug(
                "{}: user {} is {}",
                account.file(),
                account.id(),
                account.user().name());
    }

    private void load(StateDirectory state) {
        try {
            changes.putAll(state.readAll());
        } catch (IOException unusable) {
            LOG.error("what clients changed of users cannot be read: {}", unusable.toString());
        }
        changes.forEach((bmc, known) -> {
            known.ids().forEach(id -> known.recognise(User.empty(id), fingerprint));
            roster(bmc);
        });
    }

    private Roster roster(String bmc) {
        Roster known = rosters.get(bmc);
        return known != null ? known : newRoster(bmc);
    }

    private synchronized Roster newRoster(String bmc) {
        Roster roster = Roster.of(id -> changes(bmc).applyTo(configured(bmc, id)));
        publish(bmc, roster);
        return roster;
    }

    /** The configured accounts with these IDs have changed, appeared or gone. */
    private void refresh(Set<Integer> ids) {
        for (int id : ids) {
            changes.replaceAll((bmc, known) -> withoutOutdated(bmc, id, known));
            for (Map.Entry<String, Roster> entry : rosters.entrySet()) {
                String bmc = entry.getKey();
                publish(bmc, entry.getValue().with(changes(bmc).applyTo(configured(bmc, id))));
            }
        }
    }

    private ClientChanges withoutOutdated(String bmc, int id, ClientChanges known) {
        ClientChanges next = accounts.find(bmc, id)
                .map(account -> known.without(account.user()))
                .orElse(known);
        if (next != known) {
            LOG.info("user {} of BMC {}: the configuration is newer than what a client set", id, bmc);
            write(bmc, next);
        }
        return next;
    }

    private User configured(String bmc, int id) {
        return accounts.find(bmc, id).map(Account::user).orElseGet(() -> User.empty(id));
    }

    private ClientChanges changes(String bmc) {
        return changes.getOrDefault(bmc, ClientChanges.NONE);
    }

    private void publish(String bmc, Roster roster) {
        Map<String, Roster> next = new HashMap<>(rosters);
        next.put(bmc, roster);
        rosters = Map.copyOf(next);
    }

    private CompletionStage<Void> write(String bmc, ClientChanges next) {
        return writer.map(open -> open.write(bmc, next)).orElseGet(() -> CompletableFuture.completedStage(null));
    }
}
