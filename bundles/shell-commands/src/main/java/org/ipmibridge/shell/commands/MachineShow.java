package org.ipmibridge.shell.commands;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Fields;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Shown;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code machine:info}, which is {@code machine:show} too. */
@Component(service = MachineShow.class)
@GogoCommand(
        scope = "machine",
        function = {"info", "show"})
public final class MachineShow {
    private static final int BOOTS = 10;
    private static final MachineDetails NOTHING_MORE = new MachineDetails(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of());

    private final MachineDirectory machines;
    private final BmcDirectory bmcs;

    @Activate
    public MachineShow(@Reference MachineDirectory machines, @Reference BmcDirectory bmcs) {
        this.machines = machines;
        this.bmcs = bmcs;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Shows all that is known of a machine. That is its power, identity and hardware, its guest, where it runs, the ISO in"
                    + " the drive, boot order and boot override, and its last " + BOOTS
                    + " boots, the latest last. Example: machine:info vm1")
    public String info(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the machine's name or identifier, or hypervisor/name")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String machine) {
        Machine found = Machines.find(machines, machine);
        MachineDetails details = details(found);
        Fields fields = new Fields()
                .put("name", found.name())
                .put("hypervisor", found.hypervisor())
                .put("id", found.id())
                .put("bmcs", Machines.controllers(bmcs, machines).apply(found));
        power(Answers.of(found.powerStatus(), machine), fields);
        hardware(Answers.of(found.info(), machine), details, fields);
        place(details, fields);
        boot(found, details, fields);
        return fields.render(json);
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("The same as machine:info. Example: machine:show vm1")
    public String show(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the machine's name or identifier, or hypervisor/name")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String machine) {
        return info(json, machine);
    }

    private static MachineDetails details(Machine machine) {
        try {
            return Answers.of(machine.details(), machine.name());
        } catch (UnsupportedRequestException e) {
            return NOTHING_MORE;
        }
    }

    private static void power(PowerStatus power, Fields fields) {
        fields.put("power", Words.of(power.state()))
                .put("bootTime", power.bootTime().map(time -> time.truncatedTo(ChronoUnit.SECONDS)))
                .put("poweredOn", Shown.duration(power.poweredOn()));
    }

    private static void hardware(MachineInfo info, MachineDetails details, Fields fields) {
        fields.put("uuid", info.uuid())
                .put("instanceUuid", details.instanceUuid())
                .put("firmware", info.firmware())
                .put("macAddresses", info.macAddresses())
                .put("guestOs", info.guestOs())
                .put("configuredIso", info.configuredIso());
    }

    private static void place(MachineDetails details, Fields fields) {
        fields.put("guestTools", details.guestTools())
                .put("guestHostName", details.guestHostName())
                .put("guestAddresses", details.guestAddresses())
                .put("inventoryPath", details.inventoryPath())
                .put("host", details.host())
                .put("datastores", details.datastores());
    }

    private static void boot(Machine machine, MachineDetails details, Fields fields) {
        String name = machine.name();
        fields.put("mountedIso", Answers.ifSupported(machine.mountedIso(), name))
                .put("bootOrder", details.bootOrder())
                .put("bootOverride", BootText.of(Answers.of(machine.bootOverride(), name)))
                .put("boots", boots(Answers.of(machine.boots(), name)));
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
