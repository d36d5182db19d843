package org.example.isomount;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 03h Eject ISO: empties the machine's CD drive. */
@Component
@IpmiCommand(
        netFn = Oem.NET_FN,
        body = Oem.IANA,
        command = 0x03,
        name = "Eject ISO",
        privilege = PrivilegeLevel.OPERATOR,
        changesState = true)
public final class EjectIso implements CommandHandler {
    private final MachineDirectory machines;

    @Activate
    public EjectIso(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        return Oem.ask(machines, request, machine -> machine.ejectIso().thenApply(done -> CommandResponse.ok()));
    }
}
