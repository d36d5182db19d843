package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get ACPI Power State (IPMI v2.0, section 20.7): on or off is what the hypervisor confirms, whatever software told. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x07, name = "Get ACPI Power State")
public final class GetAcpiPowerState implements CommandHandler {
    private final MachineDirectory machines;

    @Activate
    public GetAcpiPowerState(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        Bmc bmc = request.bmc();
        return MachineAnswers.ask(machines, bmc, Machine::powerStatus)
                .thenApply(status -> response(status, AcpiPowerState.told(bmc.settings())));
    }

    private static CommandResponse response(PowerStatus status, AcpiPowerState told) {
        AcpiPowerState state = AcpiPowerState.of(status.state(), told);
        return CommandResponse.of(state.system(), state.device());
    }
}
