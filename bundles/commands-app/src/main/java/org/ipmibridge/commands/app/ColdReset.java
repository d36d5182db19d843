package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cold Reset (IPMI v2.0, section 20.2): the virtual BMC starts anew. Sessions end and volatile settings go back to what is stored. The machine goes on undisturbed. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x02,
        name = "Cold Reset",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class ColdReset implements CommandHandler {
    private final BmcReset reset;

    @Activate
    public ColdReset(@Reference BmcReset reset) {
        this.reset = reset;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        return CommandResponse.acknowledged(reset.cold(request.bmc())).now();
    }
}
