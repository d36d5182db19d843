package org.ipmibridge.shell.commands;

import java.util.concurrent.CompletionStage;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code machine:bootdev}. */
@Component(service = MachineBootdev.class)
@GogoCommand(scope = "machine", function = "bootdev")
public final class MachineBootdev {
    private final MachineDirectory machines;

    @Activate
    public MachineBootdev(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Requires(Role.OPERATOR)
    @Descriptor("Prints or sets the device that a machine boots from, for the next boot only unless --persistent. "
            + "Example: machine:bootdev vm1 pxe")
    public String bootdev(
            CommandSession session,
            @Descriptor("for every boot until it is cleared")
                    @Parameter(names = "--persistent", presentValue = "true", absentValue = "false")
                    boolean persistent,
            @Descriptor("ask for an EFI boot") @Parameter(names = "--efi", presentValue = "true", absentValue = "false")
                    boolean efi,
            @Descriptor("the machine's name or identifier, or hypervisor/name")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String machine,
            @Descriptor("none, pxe, disk, cdrom, bios or floppy; prints the setting when left out")
                    @Argument(value = "device", choice = Choice.BOOT_DEVICE)
                    String... device) {
        BootWord word = Optionals.one(device).map(BootWord::of).orElse(null);
        if ((persistent || efi) && (word == null || word == BootWord.NONE)) {
            throw new UsageException("--persistent and --efi go with a device");
        }
        Machine found = Machines.find(machines, machine);
        if (word != null) {
            set(found, word, persistent, efi);
            Operator.of(session).changed("machine " + found.name() + ": boot device set to " + word);
        }
        return state(found);
    }

    private static void set(Machine machine, BootWord word, boolean persistent, boolean efi) {
        CompletionStage<Void> done = word.device()
                .map(device -> machine.setBootOverride(new BootOverride(device, persistent, efi)))
                .orElseGet(machine::clearBootOverride);
        Answers.done(done, machine.name());
    }

    private static String state(Machine machine) {
        String name = machine.name();
        Object iso =
                Answers.of(machine.mountedIso(), name).map(Object::toString).orElse("none");
        return name + ": boot override: " + BootText.of(Answers.of(machine.bootOverride(), name))
                + "; ISO in the drive: " + iso;
    }
}
