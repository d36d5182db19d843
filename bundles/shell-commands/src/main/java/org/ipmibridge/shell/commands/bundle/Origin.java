package org.ipmibridge.shell.commands.bundle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.shell.commands.ShellException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The bundles, and where each comes from. */
final class Origin {
    /** What the symbolic names of the bridge's own bundles begin with; left out where people type one. */
    static final String OWN = "org.ipmibridge.";

    private static final String LOCATION = "deploy:";

    private final BundleContext context;
    private final List<Deployment> deployments;

    /** @param deployer null where there is none */
    Origin(BundleContext context, BundleDeployer deployer) {
        this.context = context;
        this.deployments = deployer == null ? List.of() : deployer.deployments();
    }

    /** All bundles but the framework, by symbolic name. */
    List<Bundle> all() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != 0 && bundle.getSymbolicName() != null)
                .sorted(Comparator.comparing(Bundle::getSymbolicName).thenComparing(Bundle::getBundleId))
                .toList();
    }

    /** The bridge's own bundles, and those from deploy/. */
    List<Bundle> ours() {
        return all().stream().filter(this::isOurs).toList();
    }

    private boolean isOurs(Bundle bundle) {
        return bundle.getSymbolicName().startsWith(OWN)
                || isNew(bundle)
                || deployment(bundle).isPresent();
    }

    private static boolean isNew(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /**
     * The bundle that an operator means.
     *
     * @param name its symbolic name, or what follows {@value #OWN}
     * @throws ShellException if there is none
     */
    Bundle find(String name) {
        return ours().stream()
                .filter(bundle -> isNamed(bundle.getSymbolicName(), name))
                .findFirst()
                .orElseThrow(() -> new ShellException("there is no bundle " + name + " of the bridge or from deploy/"));
    }

    /** Whether an operator means this symbolic name. */
    static boolean isNamed(String symbolicName, String name) {
        return symbolicName.equals(name) || symbolicName.equals(OWN + name);
    }

    /** The name as people type it. */
    static String shortName(String symbolicName) {
        return symbolicName.startsWith(OWN) ? symbolicName.substring(OWN.length()) : symbolicName;
    }

    /** The jar that is in force for a bundle in place of the distribution's, or because the distribution has none. */
    Optional<Deployment> deployment(Bundle bundle) {
        return deployments.stream()
                .filter(each -> each.symbolicName().equals(bundle.getSymbolicName()))
                .filter(each -> each.state() == State.IN_FORCE || each.state() == State.BROKEN)
                .findFirst();
    }

    /** Where a bundle comes from: {@code distribution} or the file in deploy/. */
    String of(Bundle bundle) {
        return deployment(bundle)
                .map(each -> "deploy/" + each.file())
                .orElse(isNew(bundle) ? "deploy" : "distribution");
    }

    /** What is wrong with a bundle, in one line; empty if nothing is. */
    String problem(Bundle bundle, List<Components> components) {
        return deployment(bundle)
                .map(Deployment::reason)
                .filter(reason -> !reason.isEmpty())
                .orElseGet(() -> components.stream()
                        .filter(component -> !component.reason().isEmpty())
                        .map(component -> component.name() + ": " + component.reason())
                        .findFirst()
                        .orElse(""));
    }

    /** The jars in deploy/ that no bundle runs from. */
    List<Deployment> idle() {
        return deployments.stream()
                .filter(each -> each.state() != State.IN_FORCE && each.state() != State.BROKEN)
                .toList();
    }
}
