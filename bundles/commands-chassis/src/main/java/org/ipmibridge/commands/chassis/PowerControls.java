package org.ipmibridge.commands.chassis;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Power actions that were acknowledged and go on: follows each to its end, and notes how it went. Thread-safe. */
@Component(service = PowerControls.class, immediate = true)
public final class PowerControls {
    private static final Logger LOG = LoggerFactory.getLogger(PowerControls.class);
    private static final Set<PowerAction> END_WITH_POWER = EnumSet.of(PowerAction.ON, PowerAction.CYCLE);
    private static final Set<PowerAction> BOOT = EnumSet.of(PowerAction.ON, PowerAction.CYCLE, PowerAction.RESET);

    private static final String COMING_UP = "coming up";

    private final Machines machines;
    private final HandOver left;
    /** How many actions that end with power are under way, by the name of the BMC; shared with this bundle's predecessor and successor. */
    private final Map<String, Integer> comingUp;

    /** Called by the framework. */
    @Activate
    public PowerControls(BundleContext context, @Reference Machines machines) {
        this(machines, HandOver.of(context, "org.ipmibridge.commands.chassis"));
    }

    @SuppressWarnings("unchecked")
    PowerControls(Machines machines, HandOver left) {
        this.machines = machines;
        this.left = left;
        comingUp = left.take(COMING_UP, Map.class).orElseGet(ConcurrentHashMap::new);
    }

    @Deactivate
    void leave() {
        left.leave(COMING_UP, comingUp);
    }

    /** Whether an action is under way, begun through this BMC, that ends with the machine powered on. */
    boolean isComingUp(Bmc bmc) {
        return comingUp.containsKey(bmc.name());
    }

    /**
     * Begins an action.
     *
     * @param before the machine's power before
     * @return completes when the action has ended and how it went was noted, and fails if the action did
     */
    CompletionStage<Void> begin(Bmc bmc, Machine machine, PowerAction action, PowerStatus before) {
        boolean power = END_WITH_POWER.contains(action);
        if (power) {
            comingUp.merge(bmc.name(), 1, Integer::sum);
        }
        return perform(machine, action)
                .whenComplete((nothing, failure) -> {
                    if (power) {
                        comingUp.computeIfPresent(bmc.name(), (name, count) -> count == 1 ? null : count - 1);
                    }
                    note(bmc, machine, action, failure);
                })
                .thenCompose(nothing -> changesNothing(action, before)
                        ? CompletableFuture.completedStage(null)
                        : noteBoot(bmc, machine, action));
    }

    private static CompletionStage<Void> perform(Machine machine, PowerAction action) {
        try {
            return machine.perform(action);
        } catch (HypervisorException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void note(Bmc bmc, Machine machine, PowerAction action, Throwable failure) {
        new ChassisSettings(bmc).powerControlFault(failure != null);
        if (failure == null) {
            LOG.info("bmc={}: power {} of machine {} done", bmc.name(), action, machine.name());
            return;
        }
        Throwable cause = HypervisorFailures.cause(failure);
        machines.log(
                bmc,
                "power " + action,
                cause instanceof HypervisorException known ? known : new HypervisorException(cause.toString(), cause));
    }

    private static boolean changesNothing(PowerAction action, PowerStatus before) {
        return !BOOT.contains(action) || action == PowerAction.ON && before.isOn();
    }

    private static CompletionStage<Void> noteBoot(Bmc bmc, Machine machine, PowerAction action) {
        ChassisSettings settings = new ChassisSettings(bmc);
        return machine.powerStatus()
                .exceptionally(failure -> null)
                .thenAccept(after -> settings.lastBoot(new ControlledBoot(
                        action != PowerAction.RESET
                                || settings.lastBoot()
                                        .filter(ControlledBoot::powerOn)
                                        .isPresent(),
                        Optional.ofNullable(after).flatMap(PowerStatus::bootTime))));
    }
}
