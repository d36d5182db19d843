package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds the managed object ids of virtual machines by what people call them. Thread-safe for any readers beside one writer. */
final class VmIndex {
    /** What a virtual machine is known by, beside its managed object id. */
    enum Kind {
        INSTANCE_UUID(state -> state.instanceUuid().orElse(null)),
        BIOS_UUID(state -> state.biosUuid().orElse(null)),
        PATH(VmState::path),
        NAME(VmState::name);

        private final Function<VmState, Object> key;

        Kind(Function<VmState, Object> key) {
            this.key = key;
        }
    }

    private final Map<Kind, Map<Object, List<String>>> ids = new EnumMap<>(Kind.class);

    VmIndex() {
        for (Kind kind : Kind.values()) {
            ids.put(kind, new ConcurrentHashMap<>());
        }
    }

    /** All that are known by {@code key}, in no order. */
    List<String> find(Kind kind, Object key) {
        return ids.get(kind).getOrDefault(key, List.of());
    }

    /** All that {@code key} may mean as a UUID, path or name; those of the first of these kinds that has any. */
    List<String> find(String key) {
        UUID uuid = VmValues.uuid(key);
        List<String> found = uuid == null ? List.of() : first(uuid);
        if (found.isEmpty() && key.indexOf('/') >= 0) {
            found = find(Kind.PATH, InventoryNames.path(key));
        }
        if (found.isEmpty()) {
            found = find(Kind.NAME, key);
        }
        return found.isEmpty() ? find(Kind.NAME, InventoryNames.decoded(key)) : found;
    }

    /** Files {@code after} in place of {@code before}; either may be null for none. */
    void replace(VmState before, VmState after) {
        for (Kind kind : Kind.values()) {
            Object old = before == null ? null : kind.key.apply(before);
            Object key = after == null ? null : kind.key.apply(after);
            if (old != null && !old.equals(key)) {
                remove(kind, old, before.id());
            }
            if (key != null && !key.equals(old)) {
                ids.get(kind).merge(key, List.of(after.id()), VmIndex::joined);
            }
        }
    }

    private List<String> first(UUID uuid) {
        List<String> found = find(Kind.INSTANCE_UUID, uuid);
        return found.isEmpty() ? find(Kind.BIOS_UUID, uuid) : found;
    }

    private void remove(Kind kind, Object key, String id) {
        ids.get(kind).computeIfPresent(key, (same, all) -> {
            List<String> left = all.stream().filter(other -> !other.equals(id)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
