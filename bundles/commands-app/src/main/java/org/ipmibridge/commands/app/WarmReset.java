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

/** Warm Reset (IPMI v2.0, section 20.3): the sessions of the virtual BMC end; its settings stay. The machine goes on undisturbed. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x03,
        name = "Warm Reset",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class WarmReset implements CommandHandler {
    private final BmcReset reset;

    @Activate
    public WarmReset(@Reference BmcReset reset) {
        this.reset = reset;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        return CommandResponse.acknowledged(reset.warm(request.bmc())).now();
    }
}
