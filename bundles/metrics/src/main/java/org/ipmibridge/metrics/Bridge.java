package org.ipmibridge.metrics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.ipmibridge.ipmi.api.transport.PacketCounter;
import org.ipmibridge.ipmi.api.transport.PacketCounts;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.runtime.api.problem.ProblemDirectory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The parts of the bridge that are there at this moment. Thread-safe; no method blocks. */
@Component(service = Bridge.class)
public final class Bridge {
    /** The service property by which a bundle says what waits in a queue of its own. */
    private static final String QUEUE = "org.ipmibridge.queue";

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
    volatile ProblemDirectory problems;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Listeners listeners;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PacketCounter packets;

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

    private final Map<String, LongSupplier> queues = new ConcurrentSkipListMap<>();
    private final Optional<BundleContext> context;

    @Activate
    public Bridge(BundleContext context) {
        this.context = Optional.of(context);
    }

    /** For tests: nothing is there yet. */
    Bridge() {
        this.context = Optional.empty();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + QUEUE + "=*)")
    void addQueue(LongSupplier length, Map<String, ?> properties) {
        queues.put(String.valueOf(properties.get(QUEUE)), length);
    }

    void removeQueue(LongSupplier length, Map<String, ?> properties) {
        queues.remove(String.valueOf(properties.get(QUEUE)), length);
    }

    /** The lengths of the queues that bundles tell of, by name. */
    public Map<String, LongSupplier> queues() {
        return Collections.unmodifiableMap(queues);
    }

    /** All BMCs; none while who knows them is being replaced. */
    public Optional<BmcDirectory> bmcs() {
        return Optional.ofNullable(bmcs);
    }

    /** How many sessions all BMCs have; none while who knows these or those is being replaced. */
    public Optional<Integer> sessions() {
        BmcDirectory directory = bmcs;
        Sessions all = sessions;
        if (directory == null || all == null) {
            return Optional.empty();
        }
        return Optional.of(directory.statuses().stream()
                .mapToInt(status -> all.active(status.name()).size())
                .sum());
    }

    /** All hypervisors. */
    public List<Hypervisor> hypervisors() {
        MachineDirectory directory = machines;
        return directory == null ? List.of() : directory.hypervisors();
    }

    /** How many problems there are; none if nobody collects them. */
    public Optional<Integer> problems() {
        return Optional.ofNullable(problems).map(directory -> directory.all().size());
    }

    /** How many datagrams came and went; none while who counts them is being replaced. */
    public Optional<PacketCounts> packets() {
        return Optional.ofNullable(packets).map(PacketCounter::packets);
    }

    /** How many packets met silence in the session layer; none while it is being replaced, or where it does not count. */
    public OptionalLong droppedInSessionLayer() {
        PacketHandler sessionLayer = handler;
        return sessionLayer == null ? OptionalLong.empty() : sessionLayer.dropped();
    }

    /** What is missing for packets to be answered, in words; empty if nothing is. */
    public String missing() {
        if (listeners == null) {
            return "the transport is missing";
        }
        if (handler == null) {
            return "the session layer is missing";
        }
        return dispatcher == null ? "the dispatcher is missing" : "";
    }

    /** Whether every bundle was started. */
    public boolean isStarted() {
        return context.map(Bridge::isStarted).orElse(true);
    }

    private static boolean isStarted(BundleContext context) {
        String target = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        int level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return level >= (target == null ? 1 : Integer.parseInt(target));
    }
}
