package org.ipmibridge.audit;

import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.log.Printable;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.api.observe.CommandEnd.Stage;
import org.ipmibridge.ipmi.api.observe.Happening;
import org.ipmibridge.ipmi.api.observe.OperatorAction;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.ipmi.api.session.Session;

/** The lines of commands, sessions and operators' actions. They hold no object of another bundle, and no secret. */
final class HappeningLines {
    /** What is before the address of an operator, as in the lines of what the operator does. */
    private static final String SSH = "ssh/";

    private HappeningLines() {}

    static String of(Happening happening) {
        if (happening instanceof CommandEnd end) {
            return of(end);
        }
        return happening instanceof SessionChange change ? of(change, 0) : of((OperatorAction) happening);
    }

    private static String of(CommandEnd end) {
        CommandRequest request = end.request();
        Bmc bmc = request.bmc();
        JsonLine line = new JsonLine(end.time(), end.stage() == Stage.FINISHED ? "command.finished" : "command");
        if (request.session().isPresent()) {
            Session session = request.session().get();
            line.put("user", session.userName()).put("session", id(session.id()));
        }
        line.put("peer", Printable.peer(request.peer()))
                .put("bmc", bmc.name())
                .put("machine", bmc.machineName())
                .put("machineId", bmc.machine().equals(bmc.machineName()) ? "" : bmc.machine())
                .put("hypervisor", bmc.hypervisor());
        if (end.command().isPresent()) {
            CommandDescription command = end.command().get();
            line.put("command", command.name());
            if (command.body() != IpmiCommand.NO_BODY) {
                line.put("body", command.body());
            }
        }
        line.put("netFn", request.netFn().code()).put("number", request.command());
        Meaning.add(line, request);
        if (end.stage() == Stage.FINISHED) {
            line.put("outcome", end.failure().isEmpty() ? "Ok" : "Failed").put("reason", end.failure());
        } else {
            line.put("code", end.code().code()).put("outcome", end.code().label());
            line.put("reason", end.failure());
            if (end.stage() == Stage.GOES_ON) {
                line.put("goesOn", true);
            }
        }
        return line.putMillis("millis", end.nanos()).end();
    }

    /** @param leftOut how many of the same kind were left out before it */
    static String of(SessionChange change, long leftOut) {
        JsonLine line = new JsonLine(change.time(), event(change.kind()))
                .put("user", change.user())
                .put("session", change.id() == 0 ? "" : id(change.id()))
                .put("peer", (change.bmc().isEmpty() ? SSH : "") + Printable.peer(change.peer()))
                .put("bmc", change.bmc())
                .put(change.kind() == SessionChange.Kind.OPENED ? "detail" : "reason", change.detail());
        if (leftOut > 0) {
            line.put("leftOut", leftOut);
        }
        if (change.kind() == SessionChange.Kind.CLOSED) {
            line.putMillis("millis", change.lasted().toNanos());
        }
        return line.end();
    }

    private static String of(OperatorAction action) {
        return new JsonLine(action.time(), "operator")
                .put("user", action.user())
                .put("role", action.role())
                .put("peer", action.origin())
                .put("command", action.command())
                .put("arguments", action.arguments())
                .put("code", action.exitCode())
                .put("outcome", action.exitCode() == 0 ? "Ok" : "Failed")
                .putMillis("millis", action.nanos())
                .end();
    }

    private static String event(SessionChange.Kind kind) {
        return switch (kind) {
            case OPENED -> "session.opened";
            case REFUSED -> "session.refused";
            case CLOSED -> "session.closed";
        };
    }

    private static String id(int id) {
        String hex = Integer.toHexString(id);
        return "00000000".substring(hex.length()) + hex;
    }
}
