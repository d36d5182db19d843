package org.ipmibridge.shell.commands.bundle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ipmibridge.shell.commands.text.Listing;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The packages that a bundle has from others, and others from it. There are none while it is not resolved. */
final class Packages {
    private Packages() {}

    /** Each package with its version and whose it is. */
    static Listing imported(Bundle bundle) {
        Map<String, BundleCapability> packages = new TreeMap<>();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
                    .forEach(wire -> packages.put(name(wire.getCapability()), wire.getCapability()));
        }
        Listing listing = new Listing("package", "version", "from");
        packages.forEach((name, capability) -> listing.add(
                name, version(capability), owner(capability.getRevision().getBundle())));
        return listing;
    }

    /** Each package with its version and who has it from here. */
    static Listing exported(Bundle bundle) {
        Map<String, BundleCapability> packages = new TreeMap<>();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE)
                    .forEach(capability -> packages.put(name(capability), capability));
        }
        Listing listing = new Listing("package", "version", "usedBy");
        packages.forEach((name, capability) -> listing.add(name, version(capability), users(wiring, capability)));
        return listing;
    }

    private static List<String> users(BundleWiring wiring, BundleCapability capability) {
        TreeSet<String> users = new TreeSet<>();
        for (BundleWire wire : wiring.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            if (wire.getCapability().equals(capability)) {
                users.add(owner(wire.getRequirer().getBundle()));
            }
        }
        return List.copyOf(users);
    }

    private static String owner(Bundle bundle) {
        return bundle.getBundleId() == 0 ? "the framework or Java" : Origin.shortName(bundle.getSymbolicName());
    }

    private static String name(BundleCapability capability) {
        return capability
                .getAttributes()
                .get(PackageNamespace.PACKAGE_NAMESPACE)
                .toString();
    }

    private static Object version(BundleCapability capability) {
        return capability.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE);
    }
}
