package org.ipmibridge.shell.commands;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Fields;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code machine:show}. */
@Component(service = MachineShow.class)
@GogoCommand(scope = "machine", function = "show")
public final class MachineShow {
    private static final int BOOTS = 10;

    private final MachineDirectory machines;
    private final BmcDirectory bmcs;

    @Activate
    public MachineShow(@Reference MachineDirectory machines, @Reference BmcDirectory bmcs) {
        this.machines = machines;
        this.bmcs = bmcs;
    }

    @Descriptor("Shows a machine: power, hardware, boot override, ISO in the drive, and its last " + BOOTS
            + " boots, the latest last. Example: machine:show vm1")
    public String show(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the machine's name or identifier, or hypervisor/name")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String machine) {
        Machine found = Machines.find(machines, machine);
        Fields fields = new Fields()
                .put("name", found.name())
                .put("hypervisor", found.hypervisor())
                .put("bmcs", Machines.controllers(found, bmcs, machines));
        describe(Answers.of(found.powerStatus(), machine), fields);
        describe(Answers.of(found.info(), machine), fields);
        fields.put("mountedIso", Answers.ifSupported(found.mountedIso(), machine))
                .put("bootOverride", BootText.of(Answers.of(found.bootOverride(), machine)))
                .put("boots", boots(Answers.of(found.boots(), machine)));
        return fields.render(json);
    }

    private static void describe(PowerStatus power, Fields fields) {
        fields.put("power", Words.of(power.state()))
                .put("bootTime", power.bootTime().map(time -> time.truncatedTo(ChronoUnit.SECONDS)))
                .put("poweredOn", Words.duration(power.poweredOn()));
    }

    private static void describe(MachineInfo info, Fields fields) {
        fields.put("uuid", info.uuid())
                .put("firmware", info.firmware())
                .put("macAddresses", info.macAddresses())
                .put("guestOs", info.guestOs())
                .put("configuredIso", info.configuredIso());
    }

    private static Listing boots(List<BootRecord> boots) {
        Listing listing = new Listing("time", "cause", "device", "iso");
        boots.stream()
                .skip(Math.max(0, boots.size() - BOOTS))
                .forEach(boot -> listing.add(
                        boot.time().truncatedTo(ChronoUnit.SECONDS),
                        boot.cause().map(Words::of),
                        BootWord.of(boot.device()),
                        boot.iso()));
        return listing;
    }
}
