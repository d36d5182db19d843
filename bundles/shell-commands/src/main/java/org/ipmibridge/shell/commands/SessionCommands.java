package org.ipmibridge.shell.commands;

import java.time.Clock;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code session:list}, which is {@code bmc:sessions} too, and {@code session:close}. */
@Component(service = SessionCommands.class)
@GogoCommand(
        scope = "session",
        function = {"list", "close"})
public final class SessionCommands {
    private final BmcDirectory bmcs;
    private final Sessions sessions;

    @Activate
    public SessionCommands(@Reference BmcDirectory bmcs, @Reference Sessions sessions) {
        this.bmcs = bmcs;
        this.sessions = sessions;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the active sessions of one BMC or of all. Example: session:list vm1")
    public String list(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the BMC's name; all BMCs when left out") @Argument(value = "bmc", choice = Choice.BMC)
                    String... bmc) {
        return SessionListing.of(SessionListing.active(bmcs, sessions, bmc), Clock.systemUTC())
                .render(json);
    }

    @Requires(Role.OPERATOR)
    @Descriptor("Ends a session of a BMC's client, or with --all every one; the client has to log in again."
            + " Example: session:close vm1 1")
    public String close(
            CommandSession session,
            @Descriptor("all sessions of the BMC")
                    @Parameter(names = "--all", presentValue = "true", absentValue = "false")
                    boolean all,
            @Descriptor("the BMC's name") @Argument(value = "bmc", choice = Choice.BMC) String bmc,
            @Descriptor("the session's handle, as session:list shows it")
                    @Argument(value = "handle", choice = Choice.SESSION)
                    String... handle) {
        if (all == (handle.length == 1) || handle.length > 1) {
            throw new UsageException("either a session's handle or --all");
        }
        Bmcs.require(bmcs, bmc);
        List<Session> active = sessions.active(bmc).stream()
                .filter(each -> all || String.valueOf(each.handle()).equals(handle[0]))
                .toList();
        if (active.isEmpty() && !all) {
            throw new ShellException(
                    bmc + " has no session with the handle " + handle[0] + "; session:list " + bmc + " shows all");
        }
        Operator operator = Operator.of(session);
        long closed = active.stream()
                .filter(each -> sessions.close(
                        bmc,
                        each.id(),
                        "closed in the shell by " + operator.caller().name()))
                .count();
        operator.changed("bmc " + bmc + ": sessions closed: " + closed);
        return bmc + ": sessions closed: " + closed;
    }
}
