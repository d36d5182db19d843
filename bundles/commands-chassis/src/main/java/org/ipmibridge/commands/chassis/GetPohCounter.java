package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get POH Counter (IPMI v2.0, section 28.14): for how long the machine has been on in all its life, in minutes. */
@Component
@IpmiCommand(netFn = 0x00, command = 0x0F, name = GetPohCounter.NAME)
public final class GetPohCounter implements CommandHandler {
    static final String NAME = "Get POH Counter";

    private static final int LENGTH = 5;
    /** With 60, FreeIPMI divides the counter by it where it should multiply; with 1 all clients show the right time. */
    private static final int MINUTES_PER_COUNT = 1;

    private final Machines machines;

    /** Called by the framework. */
    @Activate
    public GetPohCounter(@Reference Machines machines) {
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        Requests.expectEmpty(request);
        return machines.ask(request.bmc(), NAME, GetPohCounter::answer);
    }

    private static CompletionStage<CommandResponse> answer(Machine machine) {
        return machine.powerStatus()
                .thenApply(status -> CommandResponse.ok(new WireWriter(LENGTH)
                        .uint8(MINUTES_PER_COUNT)
                        .int32((int) status.poweredOn().toMinutes())
                        .toBytes()));
    }
}
