package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get System Boot Options (IPMI v2.0, section 28.13). */
@Component
@IpmiCommand(netFn = 0x00, command = 0x09, name = GetSystemBootOptions.NAME, privilege = PrivilegeLevel.OPERATOR)
public final class GetSystemBootOptions implements CommandHandler {
    static final String NAME = "Get System Boot Options";

    private static final int RESERVED = 0x80;
    private static final int INVALID_OR_LOCKED = 0x80;
    private static final int VERSION = 0x01;

    private final BootParameters parameters;
    private final Machines machines;

    /** Called by the framework. */
    @Activate
    public GetSystemBootOptions(@Reference BootParameters parameters, @Reference Machines machines) {
        this.parameters = parameters;
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int selector = reader.uint8();
        int set = reader.uint8();
        reader.skip(1); // the block selector: no parameter has blocks
        reader.expectEnd();
        BootParameter parameter = parameters.require(Requests.withoutReserved(selector, RESERVED));
        int marked = selector | (parameters.isLocked(request.bmc(), parameter) ? INVALID_OR_LOCKED : 0);
        return machines.answer(
                request.bmc(), NAME, () -> parameter.get(request, set).thenApply(data -> answer(marked, data)));
    }

    private static CommandResponse answer(int marked, byte[] data) {
        return CommandResponse.ok(new WireWriter(2 + data.length)
                .uint8(VERSION)
                .uint8(marked)
                .bytes(data)
                .toBytes());
    }
}
