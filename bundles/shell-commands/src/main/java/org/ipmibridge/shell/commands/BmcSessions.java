package org.ipmibridge.shell.commands;

import java.time.Clock;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bmc:sessions}. */
@Component(service = BmcSessions.class)
@GogoCommand(scope = "bmc", function = "sessions")
public final class BmcSessions {
    private final BmcDirectory bmcs;
    private final Sessions sessions;
    private final Clock clock;

    @Activate
    public BmcSessions(@Reference BmcDirectory bmcs, @Reference Sessions sessions) {
        this(bmcs, sessions, Clock.systemUTC());
    }

    BmcSessions(BmcDirectory bmcs, Sessions sessions, Clock clock) {
        this.bmcs = bmcs;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the active sessions of one BMC or of all. Example: bmc:sessions vm1")
    public String sessions(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the BMC's name; all BMCs when left out") @Argument(value = "bmc", choice = Choice.BMC)
                    String... bmc) {
        return SessionListing.of(SessionListing.active(bmcs, sessions, bmc), clock)
                .render(json);
    }
}
