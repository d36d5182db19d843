package org.ipmibridge.shell.commands.bundle;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.shell.commands.ShellException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Waits for the deployer, which may itself be replaced meanwhile. */
final class Deploying {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 50;

    private final Supplier<BundleDeployer> deployer;

    /** @param deployer gives null while there is none */
    Deploying(Supplier<BundleDeployer> deployer) {
        this.deployer = deployer;
    }

    /** The deployer of this moment. */
    BundleDeployer required() {
        BundleDeployer now = deployer.get();
        if (now == null) {
            throw new ShellException("the deployer does not run; see bundle:list");
        }
        return now;
    }

    /** What became of a jar, as soon as that is known. */
    Deployment outcome(String file) {
        return await(all -> all.stream()
                .filter(each -> each.file().equals(file) && each.state() != State.PENDING)
                .findFirst());
    }

    /** Waits until files are no longer known. */
    void gone(List<String> files) {
        await(all -> all.stream().anyMatch(each -> files.contains(each.file())) ? Optional.empty() : Optional.of(true));
    }

    private <T> T await(java.util.function.Function<List<Deployment>, Optional<T>> question) {
        required().look();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            BundleDeployer now = deployer.get();
            Optional<T> answer = now == null ? Optional.empty() : question.apply(now.deployments());
            if (answer.isPresent()) {
                return answer.get();
            }
            pause();
        }
        throw new ShellException("it is still under way after " + PATIENCE.toSeconds() + " s; see bundle:list");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted; what was begun goes on");
        }
    }

    /** Whether this shell is restarted when a bundle is replaced, so that it cannot tell how that went. */
    static boolean restartsShell(BundleContext context, Optional<Bundle> bundle) {
        return bundle.map(it -> context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                        .adapt(FrameworkWiring.class)
                        .getDependencyClosure(List.of(it))
                        .contains(context.getBundle()))
                .orElse(false);
    }
}
