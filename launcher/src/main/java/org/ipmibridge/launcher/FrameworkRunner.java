package org.ipmibridge.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.ipmibridge.features.format.Feature;
import org.ipmibridge.features.format.FeatureBundle;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

/** Runs the bundles of a distribution's features in a framework. */
final class FrameworkRunner {
    private static final long LOOK_MILLIS = 50;

    private final Distribution distribution;
    private final Framework framework;
    private final List<StartedBundle> started = new ArrayList<>();
    private final Map<Bundle, String> failures = new ConcurrentHashMap<>();

    FrameworkRunner(Distribution distribution, Map<String, String> properties) {
        this.distribution = distribution;
        framework = new FrameworkFactory().newFramework(properties);
    }

    /** Installs all bundles and starts them, start level by start level; returns when all of them had their turn. */
    void start() throws LauncherException {
        List<Feature> features = distribution.features();
        try {
            framework.init();
            framework.getBundleContext().addFrameworkListener(this::remember);
            for (Feature feature : features) {
                for (FeatureBundle bundle : feature.bundles()) {
                    install(feature, bundle);
                }
            }
            framework.start();
        } catch (BundleException e) {
            throw new LauncherException("the OSGi framework does not start: " + Reason.ofRoot(e), e);
        }
    }

    private void install(Feature feature, FeatureBundle entry) throws LauncherException {
        Path jar = distribution.jar(entry.id());
        try {
            BundleContext context = framework.getBundleContext();
            Bundle bundle = context.installBundle("reference:" + jar.toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
                started.add(new StartedBundle(bundle, feature.core()));
            }
        } catch (BundleException e) {
            throw new LauncherException("the bundle " + jar + " cannot be installed: " + Reason.ofRoot(e), e);
        }
    }

    private void remember(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() != null) {
            failures.putIfAbsent(event.getBundle(), Reason.ofRoot(event.getThrowable()));
        }
    }

    /**
     * The bundles that should run and do not.
     *
     * @param patience how long to wait for those that somebody may be putting right
     */
    List<BundleFailure> failures(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!failures().isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return failures();
    }

    private List<BundleFailure> failures() {
        return started.stream()
                .filter(entry -> entry.bundle().getState() != Bundle.ACTIVE)
                .map(entry -> new BundleFailure(
                        entry.bundle().getSymbolicName(),
                        entry.core(),
                        failures.getOrDefault(entry.bundle(), "it is not started")))
                .toList();
    }

    /** The framework's own view of its bundles and services. */
    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Waits until the framework has stopped, whoever stops it. */
    void awaitStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /**
     * Stops all bundles in the reverse order of their start.
     *
     * @param millis the longest wait, in milliseconds
     */
    void stop(long millis) throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(millis);
    }

    private record StartedBundle(Bundle bundle, boolean core) {}
}
