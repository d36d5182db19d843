package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Get System Restart Cause (IPMI v2.0, section 28.11): Chassis Control, when the machine's last boot was caused by one, and otherwise
 * unknown.
 */
@Component
@IpmiCommand(netFn = 0x00, command = 0x07, name = GetSystemRestartCause.NAME)
public final class GetSystemRestartCause implements CommandHandler {
    static final String NAME = "Get System Restart Cause";

    private static final int UNKNOWN = 0x00;
    private static final int CHASSIS_CONTROL = 0x01;
    private static final int NO_CHANNEL = 0x00;

    private final Machines machines;

    /** Called by the framework. */
    @Activate
    public GetSystemRestartCause(@Reference Machines machines) {
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        Requests.expectEmpty(request);
        return machines.ask(request.bmc(), NAME, machine -> machine.powerStatus()
                .thenApply(status -> cause(request.bmc(), status)));
    }

    private static CommandResponse cause(Bmc bmc, PowerStatus status) {
        boolean ours = new ChassisSettings(bmc)
                .lastBoot()
                .filter(boot -> boot.isLastOf(status))
                .isPresent();
        return ours ? CommandResponse.of(CHASSIS_CONTROL, Bmc.LAN_CHANNEL) : CommandResponse.of(UNKNOWN, NO_CHANNEL);
    }
}
