package org.ipmibridge.hypervisor.api;

import java.util.Map;

/**
 * What tells a machine from others: its names, where it is, and what people noted of it.
 *
 * @param id its {@link Machine#id()}
 * @param name its {@link Machine#name()}
 * @param folder the path of the folder that it is in, for example {@code DC0/vm/web}; empty where there are no folders
 * @param resourcePool the path of the resource pool that it is in, for example {@code DC0/host/C0/Resources/web}; empty where there are none
 * @param attributes what people noted of it, by name
 */
public record Placement(String id, String name, String folder, String resourcePool, Map<String, String> attributes) {
    public Placement {
        attributes = Map.copyOf(attributes);
    }
}
