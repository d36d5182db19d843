package org.ipmibridge.shell.commands;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code machine:list}. */
@Component(service = MachineList.class)
@GogoCommand(scope = "machine", function = "list")
public final class MachineList {
    private final MachineDirectory machines;
    private final BmcDirectory bmcs;

    @Activate
    public MachineList(@Reference MachineDirectory machines, @Reference BmcDirectory bmcs) {
        this.machines = machines;
        this.bmcs = bmcs;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the machines of all hypervisors with their power state and the BMCs that control them. "
            + "Example: machine:list")
    public String list(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Listing listing = new Listing("name", "hypervisor", "power", "bmcs", "reason");
        List<Row> rows = machines.machines().stream()
                .map(machine -> new Row(machine, machine.powerStatus()))
                .toList();
        Function<Machine, List<String>> controllers = Machines.controllers(bmcs, machines);
        rows.forEach(row -> add(listing, row, controllers.apply(row.machine())));
        if (!json) {
            machines.hypervisors().forEach(hypervisor -> addUnreached(listing, hypervisor));
        }
        return listing.render(json);
    }

    private static void add(Listing listing, Row row, List<String> controllers) {
        Machine machine = row.machine();
        Optional<String> state = Optional.empty();
        Optional<String> reason = Optional.empty();
        try {
            state = Optional.of(Words.of(Answers.of(row.power(), machine.name()).state()));
        } catch (HypervisorException | ShellException e) {
            reason = Optional.of(e.getMessage());
        }
        listing.add(machine.name(), machine.hypervisor(), state, controllers, reason);
    }

    /** A server that was never reached has no machines yet; the reader is told why there are none. */
    private static void addUnreached(Listing listing, Hypervisor hypervisor) {
        if (hypervisor.machines().isEmpty()) {
            hypervisor
                    .connection()
                    .flatMap(ConnectionStatus::problem)
                    .ifPresent(problem -> listing.add(
                            Optional.empty(), hypervisor.name(), Optional.empty(), List.of(), Optional.of(problem)));
        }
    }

    /** All machines are asked before the first answer is waited for. */
    private record Row(Machine machine, CompletionStage<PowerStatus> power) {}
}
