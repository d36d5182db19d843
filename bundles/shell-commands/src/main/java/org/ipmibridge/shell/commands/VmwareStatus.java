package org.ipmibridge.shell.commands;

import java.time.temporal.ChronoUnit;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Shown;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code vmware:status}. It asks no server anything. */
@Component(service = VmwareStatus.class)
@GogoCommand(scope = "vmware", function = "status")
public final class VmwareStatus {
    private static final String KIND = "vmware";

    private final MachineDirectory machines;

    @Activate
    public VmwareStatus(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Shows the connections to vCenters and ESXi hosts. Each tells since when it exists, how long ago its subscription"
                    + " confirmed the machines' state, how many calls were made and how often it logged in again, how many"
                    + " machines are known, and what is wrong. Example: vmware:status")
    public String status(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Listing listing = new Listing(
                "name",
                "server",
                "product",
                "connectedSince",
                "subscriptionAge",
                "calls",
                "reLogins",
                "machines",
                "problem");
        for (Hypervisor hypervisor : machines.hypervisors()) {
            hypervisor
                    .connection()
                    .filter(connection -> connection.kind().equals(KIND))
                    .ifPresent(connection -> add(listing, hypervisor, connection));
        }
        return listing.render(json);
    }

    private static void add(Listing listing, Hypervisor hypervisor, ConnectionStatus connection) {
        listing.add(
                hypervisor.name(),
                connection.server(),
                connection.product(),
                connection.connectedSince().map(since -> since.truncatedTo(ChronoUnit.SECONDS)),
                connection.stateAge().map(Shown::duration),
                connection.calls(),
                connection.reconnects(),
                hypervisor.machines().size(),
                connection.problem());
    }
}
