package org.ipmibridge.shell.commands;

import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bmc:list}. */
@Component(service = BmcList.class)
@GogoCommand(scope = "bmc", function = "list")
public final class BmcList {
    private final BmcDirectory bmcs;
    private final Sessions sessions;

    @Activate
    public BmcList(@Reference BmcDirectory bmcs, @Reference Sessions sessions) {
        this.bmcs = bmcs;
        this.sessions = sessions;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists all configured BMCs, working or not. Example: bmc:list --json")
    public String list(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json) {
        Listing listing = new Listing("name", "state", "address", "machine", "hypervisor", "sessions", "reason");
        bmcs.statuses()
                .forEach(status -> listing.add(
                        status.name(),
                        Words.of(status.state()),
                        status.bmc().map(bmc -> Words.address(bmc.endpoint())),
                        status.bmc().map(Bmc::machineName),
                        status.bmc().map(Bmc::hypervisor),
                        sessions.active(status.name()).size(),
                        status.reason()));
        return listing.render(json);
    }
}
