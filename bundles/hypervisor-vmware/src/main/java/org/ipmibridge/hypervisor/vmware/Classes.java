package org.ipmibridge.hypervisor.vmware;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no class is missing to what is still under way when another jar has replaced this bundle's: until then most classes are
 * loaded, and a class that is not cannot be any more. So all that this bundle's own classes name are loaded soon after its start; some hundreds.
 */
final class Classes {
    private static final Logger LOG = LoggerFactory.getLogger(Classes.class);
    private static final String OWN = "org/ipmibridge";
    private static final String DATA = "com.vmware.vim25.";
    private static final long PATIENCE_MILLIS = 2_000;
    private static final FutureTask<Integer> LOADING = new FutureTask<>(Classes::load);

    private Classes() {}

    /** Begins in the background, once for the bundle. */
    static void begin() {
        if (!LOADING.isDone()) {
            Thread thread = new Thread(LOADING, "vmware-classes");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Returns when all are loaded. */
    static void await() {
        LOADING.run();
        try {
            LOADING.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("not all classes are loaded", e);
        }
    }

    private static int load() throws IOException {
        Bundle bundle = FrameworkUtil.getBundle(Classes.class);
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return 0;
        }
        Set<String> names = new HashSet<>();
        int local = BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE;
        for (String file : wiring.listResources(OWN, "*.class", local)) {
            try (InputStream in = wiring.getClassLoader().getResourceAsStream(file)) {
                names.addAll(ClassNames.in(in));
            }
        }
        Set<Class<?>> loaded = new HashSet<>();
        names.forEach(name -> load(name, wiring.getClassLoader(), loaded));
        return loaded.size();
    }

    private static void load(String name, ClassLoader loader, Set<Class<?>> loaded) {
        try {
            // Not by the loader's own method: so the virtual machine remembers it, and never asks this loader again.
            loadWithMembers(Class.forName(name, false, loader), loaded);
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.debug("there is no class {}", name);
        }
    }

    /** The server's data is read into what the fields of its types are. */
    private static void loadWithMembers(Class<?> type, Set<Class<?>> loaded) {
        if (!type.getName().startsWith(DATA) || !loaded.add(type)) {
            return;
        }
        for (Field field : type.getDeclaredFields()) {
            Class<?> member = field.getType();
            loadWithMembers(member.isArray() ? member.getComponentType() : member, loaded);
        }
        if (type.getSuperclass() != null) {
            loadWithMembers(type.getSuperclass(), loaded);
        }
    }
}
