package org.ipmibridge.shell.commands;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.text.Listing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code fleet:list}. */
@Component(service = FleetList.class)
@GogoCommand(scope = "fleet", function = "list")
public final class FleetList {
    private final BmcDirectory bmcs;

    @Activate
    public FleetList(@Reference BmcDirectory bmcs) {
        this.bmcs = bmcs;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Lists the fleets: how many machines each matches, how many of its BMCs listen, how many addresses are free,"
                    + " and what is wrong. Example: fleet:list")
    public String list(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Listing listing = new Listing("name", "machines", "bmcs", "listening", "free", "enabled", "problems");
        bmcs.fleets()
                .forEach(fleet -> listing.add(
                        fleet.name(),
                        fleet.machines(),
                        fleet.bmcs(),
                        fleet.listening(),
                        fleet.free(),
                        fleet.enabled(),
                        fleet.problems()));
        return listing.render(json);
    }
}
