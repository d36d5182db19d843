package org.ipmibridge.bundle.deployer;

import java.util.Map;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * Something that a bundle needs of others.
 *
 * @param namespace of the capability, for example that of packages
 * @param filter which capability
 */
record Need(String namespace, String filter) implements Requirement {
    private static final String FILTER = "filter";

    static Need of(Requirement requirement) {
        return new Need(requirement.getNamespace(), requirement.getDirectives().getOrDefault(FILTER, ""));
    }

    @Override
    public String getNamespace() {
        return namespace;
    }

    @Override
    public Map<String, String> getDirectives() {
        return filter.isEmpty() ? Map.of() : Map.of(FILTER, filter);
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Resource getResource() {
        return null;
    }
}
