package org.ipmibridge.commands.chassis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Chassis Control (IPMI v2.0, section 28.3). It is checked against the confirmed power state, handed to the machine and acknowledged; the
 * action goes on by itself.
 *
 * <p>What needs power is refused with D5h while the machine is off. While an earlier control is still powering it on, it is not: then the
 * new one waits its turn.
 */
@Component
@IpmiCommand(
        netFn = 0x00,
        command = 0x02,
        name = ChassisControl.NAME,
        privilege = PrivilegeLevel.OPERATOR,
        changesState = true)
public final class ChassisControl implements CommandHandler {
    static final String NAME = "Chassis Control";

    /** By the value on the wire: power down, power up, power cycle, hard reset, pulse diagnostic interrupt, soft shutdown. */
    private static final List<PowerAction> ACTIONS = List.of(
            PowerAction.OFF,
            PowerAction.ON,
            PowerAction.CYCLE,
            PowerAction.RESET,
            PowerAction.NMI,
            PowerAction.SOFT_OFF);

    private final Machines machines;
    private final PowerControls controls;
    private final ChassisConfiguration configuration;
    private final BootFlagExpiry expiry;

    /** Called by the framework. */
    @Activate
    public ChassisControl(
            @Reference Machines machines,
            @Reference PowerControls controls,
            @Reference ChassisConfiguration configuration,
            @Reference BootFlagExpiry expiry) {
        this.machines = machines;
        this.controls = controls;
        this.configuration = configuration;
        this.expiry = expiry;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        int control = Requests.onlyByte(request);
        if (control >= ACTIONS.size()) {
            throw Requests.invalid(String.format("there is no chassis control %02Xh", control));
        }
        Bmc bmc = request.bmc();
        return machines.ask(bmc, NAME, machine -> machine.powerStatus()
                .thenApply(status -> begin(bmc, machine, ACTIONS.get(control), status)));
    }

    private CommandResponse begin(Bmc bmc, Machine machine, PowerAction asked, PowerStatus status) {
        PowerAction action = permitted(bmc, asked, status);
        SetInProgress.end(bmc);
        expiry.restart(bmc);
        CompletableFuture<CompletionCode> end = controls.begin(bmc, machine, action, status)
                .handle((nothing, failure) -> HypervisorFailures.code(failure))
                .toCompletableFuture();
        // What failed at once need not be acknowledged first.
        return end.isDone() && !end.join().isOk()
                ? CommandResponse.error(end.join())
                : CommandResponse.acknowledged(end);
    }

    private PowerAction permitted(Bmc bmc, PowerAction asked, PowerStatus status) {
        if (asked == PowerAction.ON || asked == PowerAction.OFF || status.isOn() || controls.isComingUp(bmc)) {
            return asked;
        }
        if (asked == PowerAction.CYCLE && configuration.cycleWhenOffPowersOn()) {
            return PowerAction.ON;
        }
        throw new CommandException(
                CompletionCode.INVALID_IN_PRESENT_STATE,
                asked + " makes no sense while the power is " + status.state());
    }
}
