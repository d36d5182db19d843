package org.example.isomount;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** 01h Mount ISO: puts the image of a path in the machine's CD drive; of the path that was staged, if the request has none. */
@Component
@IpmiCommand(
        netFn = Oem.NET_FN,
        body = Oem.IANA,
        command = 0x01,
        name = "Mount ISO",
        privilege = PrivilegeLevel.OPERATOR,
        changesState = true)
public final class MountIso implements CommandHandler {
    private final MachineDirectory machines;

    @Activate
    public MountIso(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        StagedPath staged = new StagedPath(request.bmc());
        byte[] path = request.data().length > 0 ? request.data() : staged.get();
        IsoImage image = new IsoImage(IsoPath.decode(path));
        return Oem.ask(machines, request, machine -> machine.mountIso(image).thenApply(done -> {
            staged.clear();
            return CommandResponse.ok();
        }));
    }
}
