package org.ipmibridge.shell.commands.bundle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Fields;
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

/** {@code bundle:info}. */
@Component(service = BundleInfo.class)
@GogoCommand(scope = "bundle", function = "info")
public final class BundleInfo {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleDeployer deployer;

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    @Activate
    public BundleInfo(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Says all of one bundle: the file it is from, what is wrong with it, its components and what they wait for, its"
                    + " services, and the packages it shares. Example: bundle:info commands.app")
    public String info(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the symbolic name, or what follows org.ipmibridge.")
                    @Argument(value = "bundle", choice = Choice.BUNDLE)
                    String name) {
        Origin origin = new Origin(context, deployer);
        Bundle bundle = origin.find(name);
        List<Components> components = Components.of(bundle, runtime);
        return new Fields()
                .put("name", bundle.getSymbolicName())
                .put("version", bundle.getVersion())
                .put("state", BundleState.of(bundle))
                .put("origin", origin.of(bundle))
                .put("file", file(origin, bundle))
                .put("changed", Instant.ofEpochMilli(bundle.getLastModified()).truncatedTo(ChronoUnit.SECONDS))
                .put("problem", origin.problem(bundle, components))
                .put("components", listing(components))
                .put("services", services(bundle))
                .put("exports", Packages.exported(bundle))
                .put("imports", Packages.imported(bundle))
                .render(json);
    }

    private String file(Origin origin, Bundle bundle) {
        BundleDeployer now = deployer;
        return origin.deployment(bundle)
                .filter(each -> now != null)
                .map(each -> now.directory().resolve(each.file()).toString())
                .orElseGet(() -> bundle.getLocation().replaceFirst("^(reference:)?file:(//(?=/))?", ""));
    }

    private static Listing listing(List<Components> components) {
        Listing listing = new Listing("component", "state", "reason");
        components.forEach(component -> listing.add(
                component.name(),
                component.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                component.reason()));
        return listing;
    }

    private static Listing services(Bundle bundle) {
        Listing listing = new Listing("service", "properties", "usedBy");
        Services.of(bundle)
                .forEach(service -> listing.add(service.interfaces(), service.properties(), service.users()));
        return listing;
    }
}
