package org.ipmibridge.shell.commands;

import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code iso:mount} and {@code iso:eject}. */
@Component(service = IsoDrive.class)
@GogoCommand(
        scope = "iso",
        function = {"mount", "eject"})
public final class IsoDrive {
    private final MachineDirectory machines;

    @Activate
    public IsoDrive(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Requires(Role.OPERATOR)
    @Descriptor("Puts an ISO image in a machine's CD drive, in place of any other; the boot order stays as it is. "
            + "Example: iso:mount vm1 '[datastore1] iso/rescue.iso'")
    public String mount(
            CommandSession session,
            @Descriptor("the machine's name or identifier, or hypervisor/name")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String machine,
            @Descriptor(
                            "where the image is, in quotes if there are blanks in it; the machine's configured one when left out")
                    @Argument(value = "path", choice = Choice.ISO)
                    String... path) {
        Machine found = Machines.find(machines, machine);
        IsoImage image = Optionals.one(path).map(IsoDrive::image).orElseGet(() -> configured(found));
        Answers.done(found.mountIso(image), found.name());
        Operator.of(session).changed("machine " + found.name() + ": ISO " + image + " mounted");
        return state(found);
    }

    @Requires(Role.OPERATOR)
    @Descriptor("Empties a machine's CD drive. Example: iso:eject vm1")
    public String eject(
            CommandSession session,
            @Descriptor("the machine's name or identifier, or hypervisor/name")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String machine) {
        Machine found = Machines.find(machines, machine);
        Answers.done(found.ejectIso(), found.name());
        Operator.of(session).changed("machine " + found.name() + ": ISO ejected");
        return state(found);
    }

    private static IsoImage image(String path) {
        if (path.isBlank()) {
            throw new UsageException("the path of an ISO image cannot be empty");
        }
        return new IsoImage(path);
    }

    private static IsoImage configured(Machine machine) {
        return Answers.of(machine.info(), machine.name())
                .configuredIso()
                .orElseThrow(() -> new ShellException(
                        machine.name() + ": no ISO image is configured for it; name one: iso:list shows all"));
    }

    private static String state(Machine machine) {
        Optional<IsoImage> iso = Answers.of(machine.mountedIso(), machine.name());
        return machine.name() + ": ISO in the drive: " + iso.map(IsoImage::path).orElse("none");
    }
}
