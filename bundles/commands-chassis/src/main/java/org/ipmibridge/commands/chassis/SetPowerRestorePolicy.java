package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Component;

/**
 * Set Power Restore Policy (IPMI v2.0, section 28.8). The policy is kept and given back; what a machine does when its host comes back is
 * its hypervisor's business.
 */
@Component
@IpmiCommand(
        netFn = 0x00,
        command = 0x06,
        name = "Set Power Restore Policy",
        privilege = PrivilegeLevel.OPERATOR,
        changesState = true)
public final class SetPowerRestorePolicy implements CommandHandler {
    /** As before the power was lost. */
    static final int PREVIOUS = 1;

    /** Only tells which policies there are. */
    private static final int NO_CHANGE = 3;

    private static final int ALL_SUPPORTED = 0x07;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        int policy = Requests.onlyByte(request);
        if (policy > NO_CHANGE) {
            throw Requests.invalid("there is no power restore policy " + policy);
        }
        CommandResponse answer = CommandResponse.of(ALL_SUPPORTED);
        return policy == NO_CHANGE
                ? answer.now()
                : Stored.answer(request, new ChassisSettings(request.bmc()).restorePolicy(policy), answer);
    }
}
