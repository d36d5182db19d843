package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The texts that a virtual machine is meant by. Two texts that mean the same are made one by {@link #normal}. */
public final class VmKeys {
    private VmKeys() {}

    /** The one way of writing a text in which somebody means a machine. */
    public static String normal(String key) {
        String trimmed = key.trim();
        if (VmValues.uuid(trimmed) != null) {
            return trimmed.toLowerCase(Locale.ROOT);
        }
        return trimmed.indexOf('/') >= 0 ? InventoryNames.path(trimmed) : InventoryNames.decoded(trimmed);
    }

    /** What may mean this machine, in the order in which it is tried, each as {@link #normal} writes it. */
    public static Stream<String> of(VmState vm) {
        return Stream.concat(
                Stream.of(vm.instanceUuid(), vm.biosUuid())
                        .flatMap(Optional::stream)
                        .map(UUID::toString),
                Stream.of(vm.id(), vm.path(), vm.name()));
    }
}
