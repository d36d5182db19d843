package org.ipmibridge.shell.commands.bundle;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.LocalFile;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code bundle:deploy} and {@code bundle:undeploy}. */
@Component(service = BundleDeploy.class)
@GogoCommand(
        scope = "bundle",
        function = {"deploy", "undeploy"})
public final class BundleDeploy {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleDeployer deployer;

    private final BundleContext context;
    private final Deploying deploying = new Deploying(() -> deployer);

    @Activate
    public BundleDeploy(BundleContext context) {
        this.context = context;
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Copies a jar to deploy/, where its bundle joins the running ones or replaces the one of its name, and waits until"
                    + " it works or what was before is in force again. Example: bundle:deploy target/oem-1.1.jar")
    public String deploy(
            CommandSession session,
            @Descriptor("a jar that the bridge itself can read") @Argument("file") String file) {
        LocalFile jar = LocalFile.of(session, file);
        Deployment placed;
        try {
            placed = deploying.required().place(jar.path());
        } catch (IOException e) {
            throw new ShellException(jar.path() + " " + e.getMessage());
        }
        String title = placed.symbolicName() + " " + placed.version();
        Operator.of(session).changed("bundle " + title + ": deploy");
        if (Deploying.restartsShell(context, bundle(placed.symbolicName()))) {
            return title + " is in deploy/; as it restarts the shell too, bundle:list will tell how it goes";
        }
        Deployment outcome = deploying.outcome(placed.file());
        if (outcome.state() == State.IN_FORCE) {
            return title + " is in force";
        }
        if (outcome.state() == State.BROKEN) {
            throw new ShellException(title + " does not work: " + outcome.reason());
        }
        takeBack(outcome.file());
        throw new ShellException(title + ": " + outcome.reason());
    }

    /** What the operator is told to have failed must not be tried again at the next start. */
    private void takeBack(String file) {
        try {
            deploying.required().takeBack(file);
        } catch (IOException e) {
            throw new ShellException("deploy/" + file + " is not in force, and stays there: " + e.getMessage());
        }
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor("Takes a bundle's jars out of deploy/: the distribution's own is in force again, or the bundle is gone."
            + " Example: bundle:undeploy commands.app")
    public String undeploy(
            CommandSession session,
            @Descriptor("the symbolic name, or what follows org.ipmibridge.")
                    @Argument(value = "bundle", choice = Choice.BUNDLE)
                    String name) {
        String symbolicName = deploying.required().deployments().stream()
                .map(Deployment::symbolicName)
                .filter(known -> Origin.isNamed(known, name))
                .findFirst()
                .orElseThrow(() -> new ShellException("there is no jar of a bundle " + name + " in deploy/"));
        boolean restartsShell = Deploying.restartsShell(context, bundle(symbolicName));
        List<String> files;
        try {
            files = deploying.required().remove(symbolicName);
        } catch (IOException e) {
            throw new ShellException(e.getMessage());
        }
        Operator.of(session).changed("bundle " + symbolicName + ": undeploy");
        if (restartsShell) {
            return String.join(", ", files)
                    + " removed; as that restarts the shell too, bundle:list will tell how it goes";
        }
        deploying.gone(files);
        return symbolicName
                + bundle(symbolicName)
                        .map(own -> " " + own.getVersion() + " of the distribution is in force, " + BundleState.of(own))
                        .orElse(" is uninstalled");
    }

    private Optional<Bundle> bundle(String symbolicName) {
        return new Origin(context, deployer)
                .all().stream()
                        .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
                        .findFirst();
    }
}
