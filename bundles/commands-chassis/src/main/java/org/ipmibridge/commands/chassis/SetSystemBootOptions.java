package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Set System Boot Options (IPMI v2.0, section 28.12). Without data it only marks the parameter as valid or invalid. Where a boot device is
 * set, the answer comes when the hypervisor has done it.
 */
@Component
@IpmiCommand(
        netFn = 0x00,
        command = 0x08,
        name = SetSystemBootOptions.NAME,
        privilege = PrivilegeLevel.OPERATOR,
        changesState = true)
public final class SetSystemBootOptions implements CommandHandler {
    static final String NAME = "Set System Boot Options";

    private static final int INVALID_OR_LOCKED = 0x80;

    private final BootParameters parameters;

    /** Called by the framework. */
    @Activate
    public SetSystemBootOptions(@Reference BootParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int first = reader.uint8();
        byte[] data = reader.rest();
        BootParameter parameter = parameters.require(first & ~INVALID_OR_LOCKED);
        CompletionStage<CommandResponse> answer =
                data.length == 0 ? CommandResponse.ok().now() : parameter.set(request, data);
        return answer.thenApply(response -> {
            if (response.code().isOk()) {
                parameters.mark(request.bmc(), parameter, (first & INVALID_OR_LOCKED) != 0);
            }
            return response;
        });
    }
}
