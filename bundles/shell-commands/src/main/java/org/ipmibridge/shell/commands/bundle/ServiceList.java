package org.ipmibridge.shell.commands.bundle;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
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

/** {@code service:list}. */
@Component(service = ServiceList.class)
@GogoCommand(scope = "service", function = "list")
public final class ServiceList {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleDeployer deployer;

    private final BundleContext context;

    @Activate
    public ServiceList(BundleContext context) {
        this.context = context;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Lists the services of the bridge's bundles and of those from deploy/: what each is, what names it, whose it"
                    + " is, and who uses it. Example: service:list --all")
    public String list(
            @Descriptor("those of others too, such as Felix")
                    @Parameter(names = "--all", presentValue = "true", absentValue = "false")
                    boolean all,
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Origin origin = new Origin(context, deployer);
        Listing listing = new Listing("service", "bundle", "properties", "usedBy");
        List<Bundle> bundles = all ? origin.all() : origin.ours();
        bundles.forEach(bundle -> Services.of(bundle)
                .forEach(service -> listing.add(
                        service.interfaces(),
                        Origin.shortName(bundle.getSymbolicName()),
                        service.properties(),
                        service.users())));
        return listing.render(json);
    }
}
