package org.example.isomount;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 02h Get Mounted ISO: how long the path of the mounted image is, and a part of it; 0 and nothing when the drive is empty. */
@Component
@IpmiCommand(netFn = Oem.NET_FN, body = Oem.IANA, command = 0x02, name = "Get Mounted ISO")
public final class GetMountedIso implements CommandHandler {
    /** What every client can take in one answer. */
    private static final int MOST = 200;

    private final MachineDirectory machines;

    @Activate
    public GetMountedIso(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        boolean isPart = reader.remaining() > 0;
        int offset = isPart ? reader.uint16() : 0;
        int count = isPart ? reader.uint8() : MOST;
        reader.expectEnd();
        return Oem.ask(machines, request, machine -> machine.mountedIso().thenApply(iso -> answer(iso, offset, count)));
    }

    private static CommandResponse answer(Optional<IsoImage> iso, int offset, int count) {
        byte[] path = iso.map(image -> IsoPath.encode(image.path())).orElse(new byte[0]);
        int from = Math.min(offset, path.length);
        int length = Math.min(Math.min(count, MOST), path.length - from);
        return CommandResponse.ok(new WireWriter(2 + length)
                .uint16(path.length)
                .bytes(path, from, length)
                .toBytes());
    }
}
