package org.ipmibridge.ipmi.users;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.ipmibridge.ipmi.api.user.User;

/** What clients changed of the users of one BMC, by ID and field. Immutable. */
final class ClientChanges {
    static final ClientChanges NONE = new ClientChanges(Map.of());

    private final Map<Integer, Map<UserField, FieldChange>> byId;

    private ClientChanges(Map<Integer, Map<UserField, FieldChange>> byId) {
        this.byId = byId;
    }

    /** The changes of one user, not to be changed. */
    Map<UserField, FieldChange> of(int id) {
        return byId.getOrDefault(id, Map.of());
    }

    /** The IDs of the users that were changed, in order. */
    Iterable<Integer> ids() {
        return byId.keySet();
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Finds out which of the changes read from disk were made over this user; slow. Before that they do not hold. */
    void recognise(User configured, Fingerprint fingerprint) {
        of(configured.id()).forEach((field, change) -> change.basis().recognise(field.of(configured), fingerprint));
    }

    /** The user as the operator configured it, with those changes that still hold. */
    User applyTo(User configured) {
        User user = configured;
        for (Map.Entry<UserField, FieldChange> change : of(configured.id()).entrySet()) {
            if (holds(change.getKey(), change.getValue(), configured)) {
                user = change.getKey().set(user, change.getValue().value());
            }
        }
        return user;
    }

    /** These changes and those that make {@code user} of {@code configured}. */
    ClientChanges with(User configured, User user) {
        Map<UserField, FieldChange> changes = new EnumMap<>(UserField.class);
        for (UserField field : UserField.values()) {
            String value = field.of(user);
            if (!value.equals(field.of(configured))) {
                changes.put(field, change(field, value, configured));
            }
        }
        return with(user.id(), changes);
    }

    /** These changes without those that the operator has made a newer value for. */
    ClientChanges without(User configured) {
        Map<UserField, FieldChange> changes = new EnumMap<>(UserField.class);
        changes.putAll(of(configured.id()));
        boolean any = changes.entrySet().removeIf(change -> !holds(change.getKey(), change.getValue(), configured));
        return any ? with(configured.id(), changes) : this;
    }

    /** These changes, with others for one user. */
    ClientChanges with(int id, Map<UserField, FieldChange> changes) {
        Map<Integer, Map<UserField, FieldChange>> next = new TreeMap<>(byId);
        if (changes.isEmpty()) {
            next.remove(id);
        } else {
            next.put(id, changes);
        }
        return new ClientChanges(next);
    }

    private FieldChange change(UserField field, String value, User configured) {
        FieldChange known = of(configured.id()).get(field);
        return known != null && holds(field, known, configured)
                ? new FieldChange(value, known.basis())
                : new FieldChange(value, field.basis(field.of(configured)));
    }

    private static boolean holds(UserField field, FieldChange change, User configured) {
        return change.basis().isOf(field.of(configured));
    }
}
