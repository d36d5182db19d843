package org.ipmibridge.hypervisor.vmware.inventory;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.PowerState;

/** The known properties of a virtual machine, as {@link VmProperty} keeps them. Immutable. */
final class VmFacts {
    static final VmFacts NONE = new VmFacts(new EnumMap<>(VmProperty.class));

    private static final Set<VmProperty> IDENTITY =
            Set.of(VmProperty.INSTANCE_UUID, VmProperty.BIOS_UUID, VmProperty.TEMPLATE);

    private static final List<VmProperty> NAMES =
            List.of(VmProperty.NAME, VmProperty.PARENT, VmProperty.BIOS_UUID, VmProperty.INSTANCE_UUID);

    private final Map<VmProperty, Object> values;

    private VmFacts(Map<VmProperty, Object> values) {
        this.values = values;
    }

    /**
     * These facts with some changed. What a machine is, a server may cease to tell while it cannot reach the machine's files: that stays.
     *
     * @param changes new values; null for what is unset now
     */
    VmFacts with(Map<VmProperty, Object> changes) {
        Map<VmProperty, Object> all = new EnumMap<>(VmProperty.class);
        all.putAll(values);
        all.putAll(changes);
        IDENTITY.forEach(property -> all.computeIfAbsent(property, values::get));
        all.values().removeAll(Collections.singleton(null));
        return new VmFacts(all);
    }

    /** What it is called and where it is, as texts in the order of {@link #NAMES}; the empty text for what is not known. */
    List<String> names() {
        return NAMES.stream()
                .map(property -> property == VmProperty.PARENT ? parent() : values.get(property))
                .map(value -> value == null ? "" : value.toString())
                .toList();
    }

    /** Of what {@link #names} told; what a machine is but not how it is. */
    static VmFacts named(List<String> texts) {
        Map<VmProperty, Object> known = new EnumMap<>(VmProperty.class);
        for (int i = 0; i < NAMES.size(); i++) {
            VmProperty property = NAMES.get(i);
            String text = texts.get(i);
            known.put(property, isUuid(property) ? VmValues.uuid(text) : text.isEmpty() ? null : text);
        }
        known.values().removeAll(Collections.singleton(null));
        return new VmFacts(known);
    }

    private static boolean isUuid(VmProperty property) {
        return property == VmProperty.BIOS_UUID || property == VmProperty.INSTANCE_UUID;
    }

    /** Of these facts what a machine is. */
    VmFacts identity() {
        Map<VmProperty, Object> kept = new EnumMap<>(VmProperty.class);
        kept.putAll(values);
        kept.keySet().retainAll(IDENTITY);
        return new VmFacts(kept);
    }

    /** Whether it is a template, and so no machine. */
    boolean isTemplate() {
        return Boolean.TRUE.equals(values.get(VmProperty.TEMPLATE));
    }

    /** What it is in; null if that is not known. */
    String parent() {
        Object vApp = values.get(VmProperty.PARENT_VAPP);
        return (String) (vApp != null ? vApp : values.get(VmProperty.PARENT));
    }

    /** @param id its managed object id, which it is called by as long as the server did not tell its name */
    VmState state(String id, Tree tree) {
        String name = this.<String>get(VmProperty.NAME).orElse(id);
        BootSettings boot = this.<BootSettings>get(VmProperty.BOOT_OPTIONS).orElse(BootSettings.NONE);
        Devices devices = this.<Devices>get(VmProperty.DEVICES).orElse(Devices.NONE);
        return new VmState(
                id,
                name,
                tree.path(parent(), name),
                this.<String>get(VmProperty.POOL).map(tree::path).orElse(""),
                tree.attributes(
                        this.<Map<Integer, String>>get(VmProperty.CUSTOM_VALUES).orElse(Map.of())),
                this.<UUID>get(VmProperty.BIOS_UUID),
                this.<UUID>get(VmProperty.INSTANCE_UUID),
                power(),
                this.<Instant>get(VmProperty.BOOT_TIME).or(() -> get(VmProperty.SUMMARY_BOOT_TIME)),
                get(VmProperty.HOST),
                this.<List<String>>get(VmProperty.DATASTORES).orElse(List.of()),
                this.<Firmware>get(VmProperty.FIRMWARE).orElse(Firmware.BIOS),
                boot.order(),
                boot.entersSetup(),
                devices.disks(),
                devices.nics(),
                devices.cdDrives(),
                devices.hasFloppy(),
                get(VmProperty.OVERRIDE),
                guest(),
                this.<QuickStats>get(VmProperty.STATS).orElse(QuickStats.UNKNOWN),
                get(VmProperty.QUESTION));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VmFacts facts && values.equals(facts.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** A server goes on telling the last state of a machine that it is not connected to: that is none. */
    private Optional<PowerState> power() {
        boolean connected = Boolean.TRUE.equals(values.get(VmProperty.CONNECTED));
        return connected ? get(VmProperty.POWER) : Optional.empty();
    }

    private Guest guest() {
        List<String> addresses = Stream.concat(
                        this.<String>get(VmProperty.GUEST_ADDRESS).stream(),
                        this.<List<String>>get(VmProperty.GUEST_NET).stream().flatMap(Collection::stream))
                .distinct()
                .toList();
        return new Guest(get(VmProperty.GUEST_NAME), get(VmProperty.TOOLS), get(VmProperty.GUEST_HOST), addresses);
    }

    /** @param <T> what {@code property} is kept as */
    @SuppressWarnings("unchecked")
    private <T> Optional<T> get(VmProperty property) {
        return Optional.ofNullable((T) values.get(property));
    }
}
