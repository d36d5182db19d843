package org.example.isomount;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Component;

/** 04h Stage Path: takes a part of a path that is too long for one packet. A part at offset 0 begins anew. */
@Component
@IpmiCommand(
        netFn = Oem.NET_FN,
        body = Oem.IANA,
        command = 0x04,
        name = "Stage Path",
        privilege = PrivilegeLevel.OPERATOR,
        changesState = true)
public final class StagePath implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int offset = reader.uint16();
        int length = new StagedPath(request.bmc()).add(offset, reader.rest());
        return CommandResponse.ok(new WireWriter(2).uint16(length).toBytes()).now();
    }
}
