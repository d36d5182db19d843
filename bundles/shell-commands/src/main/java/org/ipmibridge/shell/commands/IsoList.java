package org.ipmibridge.shell.commands;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Shown;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code iso:list}. */
@Component(service = IsoList.class)
@GogoCommand(scope = "iso", function = "list")
public final class IsoList {
    private final MachineDirectory machines;

    @Activate
    public IsoList(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the ISO images that a machine can mount, or those of all hypervisors. Example: iso:list vm1")
    public String list(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the machine's name or identifier, or hypervisor/name; all hypervisors when left out")
                    @Argument(value = "machine", choice = Choice.MACHINE)
                    String... machine) {
        Listing listing = new Listing("path", "size", "modified", "hypervisor", "reason");
        Optionals.one(machine)
                .map(name -> Machines.find(machines, name))
                .ifPresentOrElse(found -> ofMachine(found, listing), () -> ofAll(listing));
        return listing.render(json);
    }

    private static void ofMachine(Machine machine, Listing listing) {
        add(listing, machine.hypervisor(), Answers.ofWork(machine.isos(), machine.name()));
    }

    /** All are asked before the first answer is waited for. */
    private void ofAll(Listing listing) {
        List<Asked> asked = machines.hypervisors().stream()
                .map(hypervisor -> new Asked(hypervisor, hypervisor.isos()))
                .toList();
        asked.forEach(each -> {
            String name = each.hypervisor().name();
            try {
                add(listing, name, Answers.ofWork(each.isos(), name));
            } catch (HypervisorException | ShellException e) {
                listing.add(null, null, null, name, e.getMessage());
            }
        });
    }

    private static void add(Listing listing, String hypervisor, List<IsoFile> isos) {
        isos.forEach(iso -> listing.add(
                iso.image(),
                Shown.bytes(iso.bytes()),
                iso.modified().map(time -> time.truncatedTo(ChronoUnit.SECONDS)),
                hypervisor,
                Optional.empty()));
    }

    private record Asked(Hypervisor hypervisor, CompletionStage<List<IsoFile>> isos) {}
}
