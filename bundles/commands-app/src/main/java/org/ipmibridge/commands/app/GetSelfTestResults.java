package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Component;

/** Get Self Test Results (IPMI v2.0, section 20.4): a virtual BMC has no parts that could be broken. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x04, name = "Get Self Test Results")
public final class GetSelfTestResults implements CommandHandler {
    private static final int NO_ERROR = 0x55;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        return CommandResponse.of(NO_ERROR, 0).now();
    }
}
