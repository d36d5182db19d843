package org.ipmibridge.shell.commands.bundle;

import java.util.List;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The names of bundles, for completion. */
@Component(service = BundleWords.class)
public final class BundleWords {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleDeployer deployer;

    private final BundleContext context;

    @Activate
    public BundleWords(BundleContext context) {
        this.context = context;
    }

    /** The bridge's own bundles and those from deploy/, with their state. */
    public List<Candidate> candidates() {
        return new Origin(context, deployer)
                .ours().stream()
                        .map(bundle ->
                                new Candidate(Origin.shortName(bundle.getSymbolicName()), BundleState.of(bundle)))
                        .toList();
    }
}
