package org.ipmibridge.shell.commands.problem;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemDirectory;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * All that is wrong: what the {@link ProblemSource}s know, and what can be seen from outside of BMCs, servers, bundles and components. Thread-safe.
 */
@Component(service = {Problems.class, ProblemDirectory.class})
public final class Problems implements ProblemDirectory {
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<ProblemSource> sources = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BmcDirectory bmcs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile MachineDirectory machines;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ServiceComponentRuntime components;

    private final Optional<BundleContext> context;
    private final FirstSeen firstSeen;

    @Activate
    public Problems(BundleContext context) {
        this(Optional.of(context), Clock.systemUTC());
    }

    Problems(Optional<BundleContext> context, Clock clock) {
        this.context = context;
        this.firstSeen = new FirstSeen(clock);
    }

    @Override
    public List<Problem> all() {
        List<Problem> all = new ArrayList<>();
        told().filter(problem -> all.stream().noneMatch(problem::equals)).forEach(all::add);
        List<Problem> known = List.copyOf(all);
        firstSeen
                .of(seen().filter(problem -> !isSaid(problem, known)).distinct().toList())
                .forEach(all::add);
        all.sort(Comparator.comparing(Problem::since).thenComparing(Problem::text));
        return all;
    }

    /** What the sources say of one file. */
    public List<Problem> of(String source) {
        return told().filter(problem -> problem.source().equals(source)).toList();
    }

    private Stream<Problem> told() {
        return sources.stream().flatMap(Problems::ask);
    }

    private static Stream<Problem> ask(ProblemSource source) {
        try {
            return source.problems().stream();
        } catch (RuntimeException | LinkageError e) {
            return Stream.of(new Problem(source.getClass().getName(), "cannot say what is wrong: " + e, Instant.EPOCH));
        }
    }

    private Stream<Problem> seen() {
        BmcDirectory bmcDirectory = bmcs;
        MachineDirectory machineDirectory = machines;
        ServiceComponentRuntime runtime = components;
        List<Problem> seen = new ArrayList<>();
        if (bmcDirectory != null) {
            seen.addAll(look("BMCs", () -> BmcProblems.of(bmcDirectory, machineDirectory)));
        }
        if (machineDirectory != null) {
            seen.addAll(look(
                    "hypervisors", () -> machineDirectory.hypervisors().stream().flatMap(Problems::ofHypervisor)));
        }
        if (runtime != null) {
            seen.addAll(look("components", () -> BundleProblems.ofComponents(runtime)));
        }
        context.ifPresent(bundles -> seen.addAll(look("bundles", () -> BundleProblems.ofBundles(bundles))));
        return seen.stream();
    }

    /** What is looked at may go at this moment, and is a problem itself then. */
    private static List<Problem> look(String what, Supplier<Stream<Problem>> problems) {
        try {
            return problems.get().toList();
        } catch (RuntimeException | LinkageError e) {
            return List.of(new Problem(what, "cannot be looked at: " + e, Instant.now()));
        }
    }

    private static Stream<Problem> ofHypervisor(Hypervisor hypervisor) {
        return look(
                "hypervisor " + hypervisor.name(),
                () -> hypervisor
                        .connection()
                        .flatMap(connection -> connection.problem())
                        .map(problem -> new Problem("hypervisor " + hypervisor.name(), problem, Instant.now()))
                        .stream())
                .stream();
    }

    /** Whether somebody who knows better says it, in these words or of the same bundle. */
    private static boolean isSaid(Problem seen, List<Problem> told) {
        return told.stream()
                .anyMatch(problem -> seen.reason().contains(problem.text())
                        || problem.source().equals(seen.source())
                        || seen.source().startsWith("bundle ")
                                && problem.text().contains(seen.source().substring("bundle ".length())));
    }
}
