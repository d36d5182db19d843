package org.ipmibridge.shell.commands.status;

import java.time.Clock;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.problem.BundleProblems;
import org.ipmibridge.shell.commands.problem.Problems;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code bridge:status}. It works whatever else is missing, and asks no server anything. */
@Component(service = StatusCommand.class)
@GogoCommand(scope = "bridge", function = "status")
public final class StatusCommand {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BmcDirectory bmcs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Sessions sessions;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile MachineDirectory machines;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PacketHandler handler;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CommandDispatcher dispatcher;

    private final BundleContext context;
    private final Problems problems;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public StatusCommand(BundleContext context, @Reference Problems problems) {
        this.context = context;
        this.problems = problems;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Says how the bridge is doing: the process, BMCs, sessions, the connections to hypervisors, bundles that do not run, and"
                    + " the first problems. Fails when not all is well. Examples: bridge:status, bridge:status --json")
    public String status(
            CommandSession session,
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        StatusReport report = report();
        String text = report.render(json, clock);
        if (!report.health().isOk()) {
            session.getConsole().println(text);
            throw new ShellException("the bridge is " + report.health());
        }
        return text;
    }

    private StatusReport report() {
        List<BmcStatus> statuses = statuses();
        BmcCounts counts = BmcCounts.of(statuses);
        List<Problem> all = problems.all();
        return new StatusReport(
                Health.of(isStarted(), isServed(), counts, all.size()),
                ProcessFacts.read(context),
                counts,
                sessions(statuses),
                hypervisors(),
                BundleProblems.notRunning(context).map(Bundle::getSymbolicName).toList(),
                all);
    }

    private List<BmcStatus> statuses() {
        BmcDirectory directory = bmcs;
        return directory == null ? List.of() : directory.statuses();
    }

    private int sessions(List<BmcStatus> statuses) {
        Sessions all = sessions;
        return all == null
                ? 0
                : statuses.stream()
                        .mapToInt(status -> all.active(status.name()).size())
                        .sum();
    }

    private List<Hypervisor> hypervisors() {
        MachineDirectory directory = machines;
        return directory == null ? List.of() : directory.hypervisors();
    }

    private boolean isServed() {
        return bmcs != null && handler != null && dispatcher != null;
    }

    private boolean isStarted() {
        String target = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        int level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return level >= (target == null ? 1 : Integer.parseInt(target));
    }
}
