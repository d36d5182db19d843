package org.ipmibridge.shell.commands.bundle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.text.Listing;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** {@code bundle:list}. */
@Component(service = BundleList.class)
@GogoCommand(scope = "bundle", function = "list")
public final class BundleList {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleDeployer deployer;

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    @Activate
    public BundleList(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the bridge's bundles and those from deploy/: state, origin, components, and what is wrong."
            + " Example: bundle:list --all")
    public String list(
            @Descriptor("those of others too, such as Felix")
                    @Parameter(names = "--all", presentValue = "true", absentValue = "false")
                    boolean all,
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Origin origin = new Origin(context, deployer);
        Listing listing = new Listing("name", "version", "state", "origin", "changed", "components", "problem");
        (all ? origin.all() : origin.ours()).forEach(bundle -> add(listing, origin, bundle));
        origin.idle().forEach(jar -> add(listing, jar));
        return listing.render(json);
    }

    private void add(Listing listing, Origin origin, Bundle bundle) {
        List<Components> components = Components.of(bundle, runtime);
        listing.add(
                bundle.getSymbolicName(),
                bundle.getVersion(),
                BundleState.of(bundle),
                origin.of(bundle),
                Instant.ofEpochMilli(bundle.getLastModified()).truncatedTo(ChronoUnit.SECONDS),
                Components.summary(components),
                origin.problem(bundle, components));
    }

    private static void add(Listing listing, Deployment jar) {
        listing.add(
                jar.symbolicName().isEmpty() ? null : jar.symbolicName(),
                jar.version().isEmpty() ? null : jar.version(),
                jar.state().name().toLowerCase(Locale.ROOT),
                "deploy/" + jar.file(),
                jar.since().truncatedTo(ChronoUnit.SECONDS),
                "",
                jar.reason());
    }
}
