package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** Changes the bundles of the framework. Used by one thread at a time. */
final class Installer {
    /** Where the bundles are from that only the directory has. */
    private static final String LOCATION = "deploy:";

    private static final long REFRESH_SECONDS = 60;

    private final BundleContext context;
    private final Components components;
    private final Guard guard;
    private final Resolution resolution;
    private final Intakes intakes;

    Installer(BundleContext context, Components components, Guard guard) {
        this.context = context;
        this.components = components;
        this.guard = guard;
        this.resolution = new Resolution(context);
        this.intakes = new Intakes(context);
    }

    /** The bundle of a symbolic name; the distribution's, where there are several. */
    Optional<Bundle> find(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .min(Comparator.comparing(Installer::isForeign).thenComparing(Bundle::getBundleId));
    }

    /** Whether only the directory has this bundle, and the distribution has none of that name. */
    static boolean isForeign(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** Whether it runs, or will when its start level is reached. */
    boolean runs(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return bundle.getState() == Bundle.ACTIVE
                || level.isPersistentlyStarted() && (isEarly(bundle) || bundle.getState() == Bundle.STARTING);
    }

    /** Whether the framework has not come to the bundle's start level. */
    boolean isEarly(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel() > level();
    }

    /** The framework's start level. */
    int level() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
    }

    boolean isMet(List<Need> needs) {
        return !needs.isEmpty() && needs.stream().allMatch(resolution::isMet);
    }

    /** Installs a new bundle and has it started, now or when its start level is reached. */
    Bundle install(BundleJar jar, int startLevel) throws BundleException, IOException {
        try (InputStream in = Files.newInputStream(jar.path())) {
            Bundle bundle = context.installBundle(LOCATION + jar.name(), in);
            bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
            return bundle;
        }
    }

    /** Why a jar must not even be tried; empty if it may. */
    Optional<Failure> objection(Bundle bundle, BundleJar jar) {
        String missed = resolution.missedBy(bundle, jar);
        return missed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Failure("cannot replace the one that runs: " + missed));
    }

    /** Replaces a bundle's content, and restarts those that use its packages. */
    Optional<Failure> update(Bundle bundle, BundleJar jar) throws IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(jar.path())) {
            return changed(bundle, () -> bundle.update(in));
        }
    }

    /** Gives a bundle of the distribution its own content back. */
    Optional<Failure> restore(Bundle bundle) throws IOException, InterruptedException {
        Path own = Path.of(java.net.URI.create(bundle.getLocation().replaceFirst("^reference:", "")));
        if (bundle.getLocation().startsWith("reference:")
                && bundle.getHeaders("").get(Constants.BUNDLE_UPDATELOCATION) == null) {
            return changed(bundle, bundle::update);
        }
        try (InputStream in = Files.newInputStream(own)) {
            return changed(bundle, () -> bundle.update(in));
        }
    }

    /** Where other bundles are restarted with it, nothing comes in meanwhile: it would meet some of them and miss others. */
    private Optional<Failure> changed(Bundle bundle, Guard.Work change) throws InterruptedException {
        if (affected(bundle).size() <= 1) {
            return changedAtOnce(bundle, change);
        }
        intakes.pause();
        try {
            return changedAtOnce(bundle, change);
        } finally {
            intakes.resume();
        }
    }

    private Optional<Failure> changedAtOnce(Bundle bundle, Guard.Work change) throws InterruptedException {
        Optional<Failure> failure = guarded(bundle, change);
        if (failure.isPresent()) {
            return failure;
        }
        refresh(bundle);
        return start(bundle);
    }

    private Optional<Failure> guarded(Bundle bundle, Guard.Work work) {
        try {
            if (isEarly(bundle)) {
                // None of its code is called.
                work.run();
                return Optional.empty();
            }
            return guard.run(bundle, work);
        } catch (BundleException e) {
            return Optional.of(failure(bundle, e));
        }
    }

    /** Whether nothing can be done to a bundle, as a call to its code has not returned. */
    boolean isStuck(Bundle bundle) {
        return guard.isStuck(bundle);
    }

    /** Nothing can be done to a bundle whose code does not return; as soon as it does, it is gone on with. */
    boolean isStuck(String name) {
        return find(name).map(this::isStuck).orElse(false);
    }

    /** @return why it could not be uninstalled */
    Optional<Failure> uninstall(Bundle bundle) throws InterruptedException {
        Optional<Failure> failure = guarded(bundle, bundle::uninstall);
        if (failure.isEmpty()) {
            refresh(bundle);
        }
        return failure;
    }

    /** Those that use packages of a former content of the bundle get those of its present one. */
    private void refresh(Bundle bundle) throws InterruptedException {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (!wiring.getRemovalPendingBundles().contains(bundle)) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(List.of(bundle), event -> done.countDown());
        done.await(REFRESH_SECONDS, TimeUnit.SECONDS);
    }

    /** The bundles that are restarted when this one is replaced, itself included. */
    Collection<Bundle> affected(Bundle bundle) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .getDependencyClosure(List.of(bundle));
    }

    /** The components that cannot be made, and why. */
    Map<String, String> failedComponents(Bundle bundle) {
        return components.failures(bundle);
    }

    /**
     * Starts a bundle, as far as the framework's start level lets it, and looks whether it works.
     *
     * @param known the components that need not work, as they did not before
     */
    Optional<Failure> prove(Bundle bundle, Collection<String> known) {
        Optional<Failure> failure = start(bundle);
        if (failure.isPresent()) {
            return failure;
        }
        if (bundle.getState() != Bundle.ACTIVE) {
            return resolution.resolve(bundle) ? Optional.empty() : Optional.of(resolution.failure(bundle));
        }
        failure = guarded(bundle, () -> components.use(bundle));
        return failure.isPresent() ? failure : failedComponent(bundle, known);
    }

    /** Looks whether one of its components could not be made, without doing anything about it. */
    Optional<Failure> failedComponent(Bundle bundle, Collection<String> known) {
        return failedComponents(bundle).entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .findFirst()
                .map(entry -> new Failure("its component " + entry.getKey() + " fails: " + entry.getValue()));
    }

    /** An operator may have stopped one of the distribution's: then a new content of it does not start it. */
    private static boolean isMeantToRun(Bundle bundle) {
        return isForeign(bundle) || bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    /** Starts a bundle that is meant to run, now or when its start level is reached. */
    private Optional<Failure> start(Bundle bundle) {
        if (!isMeantToRun(bundle)) {
            return Optional.empty();
        }
        return guarded(bundle, () -> bundle.start(Bundle.START_ACTIVATION_POLICY));
    }

    private Failure failure(Bundle bundle, BundleException e) {
        return switch (e.getType()) {
            case BundleException.RESOLVE_ERROR -> resolution.failure(bundle);
            case BundleException.ACTIVATOR_ERROR -> new Failure("its activator throws " + Reason.thrown(e));
            default -> new Failure("cannot be installed: " + Reason.thrown(e));
        };
    }
}
