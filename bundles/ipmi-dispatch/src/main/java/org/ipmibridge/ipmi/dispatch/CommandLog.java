package org.ipmibridge.ipmi.dispatch;

import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.log.Printable;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what to which BMC, and how it ended: a line at INFO and an event for each command that changes something, at DEBUG for all others. The data
 * is left out, as it can be a password.
 */
final class CommandLog {
    private static final Logger log = LoggerFactory.getLogger(CommandLog.class);
    private static final String LINE = "bmc={} peer={} {}: {}: {} in {} ms";

    private CommandLog() {}

    /** Whether anything will be said about this command. */
    static boolean covers(Command command) {
        return command.description().changesState() || log.isDebugEnabled();
    }

    /** @param nanos how long it took */
    static void ended(Command command, CommandRequest request, CompletionCode code, long nanos) {
        Object[] values = {
            request.bmc().name(),
            Printable.peer(request.peer()),
            session(request),
            command.description().name(),
            code,
            milliseconds(nanos)
        };
        if (command.description().changesState()) {
            log.info(LINE, values);
            publish(command, request, code);
        } else {
            log.debug(LINE, values);
        }
    }

    private static void publish(Command command, CommandRequest request, CompletionCode code) {
        BridgeEvent.of(BridgeEvent.COMMAND_ENDED, command.description().name() + ": " + code)
                .with(BridgeEvent.BMC, request.bmc().name())
                .with(BridgeEvent.PEER, Printable.peer(request.peer()))
                .with(
                        BridgeEvent.USER,
                        request.session()
                                .map(session -> Printable.text(session.userName()))
                                .orElse(""))
                .publish();
    }

    /** A command that the session may not send. */
    static void refused(Command command, CommandRequest request, CompletionCode code) {
        if (covers(command)) {
            ended(command, request, code, 0);
        }
    }

    /** A command that nobody implements. */
    static void unknown(CommandRequest request) {
        if (log.isDebugEnabled()) {
            log.debug(
                    "bmc={} peer={} {}: NetFn {} command {}h is unknown",
                    request.bmc().name(),
                    Printable.peer(request.peer()),
                    session(request),
                    request.netFn(),
                    Integer.toHexString(request.command()));
        }
    }

    private static String session(CommandRequest request) {
        return request.session().map(CommandLog::describe).orElse("no session");
    }

    private static String describe(Session session) {
        return "session %08X user=%s".formatted(session.id(), Printable.text(session.userName()));
    }

    private static String milliseconds(long nanos) {
        long tenths = nanos / 100_000;
        return tenths / 10 + "." + tenths % 10;
    }
}
