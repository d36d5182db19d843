package org.ipmibridge.shell.commands.bundle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.deploy.BundleDeployer;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code bundle:restart}. */
@Component(service = BundleRestart.class)
@GogoCommand(scope = "bundle", function = "restart")
public final class BundleRestart {
    private static final Logger LOG = LoggerFactory.getLogger(BundleRestart.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 20;

    /** What the answer of the shell needs to reach the operator before the shell is restarted. */
    private static final long ANSWER_MILLIS = 300;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BundleDeployer deployer;

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    @Activate
    public BundleRestart(BundleContext context, @Reference ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Stops and starts a bundle of the bridge or from deploy/, and waits until its components are there again."
                    + " Example: bundle:restart hypervisor.vmware")
    public String restart(
            CommandSession session,
            @Descriptor("the symbolic name, or what follows org.ipmibridge.")
                    @Argument(value = "bundle", choice = Choice.BUNDLE)
                    String name) {
        Bundle bundle = new Origin(context, deployer).find(name);
        Operator.of(session).changed("bundle " + bundle.getSymbolicName() + ": restart");
        if (bundle.equals(context.getBundle())) {
            restartShell(bundle);
            return bundle.getSymbolicName() + " is the shell itself; it restarts now";
        }
        List<String> before = working(bundle);
        long begin = System.nanoTime();
        restartNow(bundle);
        List<String> missing = awaitThose(before, bundle);
        if (!missing.isEmpty()) {
            throw new ShellException(bundle.getSymbolicName() + " runs, but not its components "
                    + String.join(", ", missing) + "; bundle:info " + name + " tells why");
        }
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        return bundle.getSymbolicName() + " was restarted in " + millis + " ms";
    }

    private static void restartNow(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ShellException(bundle.getSymbolicName() + " does not start: " + cause.getMessage());
        }
    }

    /** A thread of nobody's pool, as this bundle's own are stopped with it. */
    private static void restartShell(Bundle bundle) {
        Thread thread = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(ANSWER_MILLIS);
                        restartNow(bundle);
                    } catch (InterruptedException | ShellException e) {
                        LOG.error("shell: it could not be restarted: {}", e.getMessage());
                    }
                },
                "shell-restart");
        thread.setDaemon(true);
        thread.start();
    }

    private List<String> working(Bundle bundle) {
        return Components.of(bundle, runtime).stream()
                .filter(component -> component.state() == Components.State.OK)
                .map(Components::name)
                .distinct()
                .toList();
    }

    private List<String> awaitThose(List<String> wanted, Bundle bundle) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> there = working(bundle);
            List<String> missing =
                    wanted.stream().filter(name -> !there.contains(name)).toList();
            if (missing.isEmpty() || System.nanoTime() > end) {
                return missing;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ShellException("interrupted; the bundle was restarted");
            }
        }
    }
}
