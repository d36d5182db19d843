package org.ipmibridge.runtime.api.handover;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The classes of a bundle that stops while work of it goes on. When the bundle has been updated its former class loader finds no class any
 * more, and the work would fail at the first one that it had not used before.
 */
public final class LastClasses {
    private static final String SUFFIX = ".class";

    private LastClasses() {}

    /** Loads all of them, some milliseconds for a bundle of ours. To be called before the bundle has stopped; any thread. */
    public static void load(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return;
        }
        for (String path : wiring.listResources(
                "/", "*" + SUFFIX, BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)) {
            load(wiring.getClassLoader(), path.substring(0, path.length() - SUFFIX.length()));
        }
    }

    private static void load(ClassLoader loader, String path) {
        try {
            loader.loadClass(path.replace('/', '.'));
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs something that is not there, so nobody has used it.
        }
    }
}
