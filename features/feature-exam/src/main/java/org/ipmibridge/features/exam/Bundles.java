package org.ipmibridge.features.exam;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** In a test that runs in the framework: its bundles. */
public final class Bundles {

    private Bundles() {}

    /** Those that should run and do not. */
    public static List<Bundle> inactive(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .toList();
    }

    /** Replaces a bundle by the content of its location while everything else runs, so that nothing of the one before is left. */
    public static void update(BundleContext context, String symbolicName) throws Exception {
        Bundle bundle = named(context, symbolicName);
        bundle.stop();
        bundle.update();
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError(symbolicName + " is not refreshed");
        }
        bundle.start();
    }

    /** The one with this symbolic name. */
    public static Bundle named(BundleContext context, String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no bundle " + symbolicName));
    }
}
