package org.ipmibridge.shell.commands.follow;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.ipmibridge.ipmi.api.trace.TracedPacket;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.shell.commands.text.Fields;
import org.ipmibridge.shell.commands.text.Printable;
import org.ipmibridge.shell.commands.text.Words;

/** Packets for people, or in JSON. */
final class PacketLines implements Follower.Lines<TracedPacket> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double NANOS_PER_MILLI = 1e6;

    private final boolean json;

    PacketLines(boolean json) {
        this.json = json;
    }

    @Override
    public String of(TracedPacket packet) {
        return json ? object(packet) : line(packet);
    }

    @Override
    public String gap(int count) {
        return json ? new Fields().put("lost", count).render(true) : count + " packets lost";
    }

    private static String object(TracedPacket packet) {
        Optional<TracedPacket.Command> command = packet.command();
        return new Fields()
                .put("time", packet.time())
                .put("bmc", packet.bmc())
                .put("peer", Words.address(packet.peer()))
                .put("fate", Words.of(packet.fate()))
                .put("message", packet.message())
                .put("session", packet.sessionId() == 0 ? null : session(packet))
                .put("sequence", Integer.toUnsignedLong(packet.sequence()))
                .put("detail", packet.detail())
                .put("netFn", command.map(TracedPacket.Command::netFn))
                .put("command", command.map(TracedPacket.Command::number))
                .put("rqSeq", command.map(TracedPacket.Command::rqSeq))
                .put("data", command.map(it -> Words.hex(it.data())))
                .put("meaning", command.map(CommandWords::of))
                .put("blanked", command.map(TracedPacket.Command::blanked))
                .put(
                        "completionCode",
                        command.flatMap(TracedPacket.Command::code).map(CompletionCode::code))
                .put("micros", command.flatMap(TracedPacket.Command::took).map(took -> took.toNanos() / 1000))
                .render(true);
    }

    private static String line(TracedPacket packet) {
        StringBuilder line = new StringBuilder()
                .append(TIME.format(packet.time()))
                .append(' ')
                .append(Words.address(packet.peer()))
                .append(arrow(packet.fate()))
                .append(packet.message());
        packet.command().ifPresent(command -> describe(command, line));
        if (!packet.detail().isEmpty()) {
            line.append(": ").append(packet.detail());
        }
        if (packet.sessionId() != 0) {
            line.append(" session=").append(session(packet));
        }
        if (packet.sequence() != 0) {
            line.append(" seq=").append(Integer.toUnsignedString(packet.sequence()));
        }
        return Printable.of(line.toString());
    }

    private static void describe(TracedPacket.Command command, StringBuilder line) {
        line.append(String.format(Locale.ROOT, " (%02Xh/%02Xh)", command.netFn(), command.number()));
        command.code().ifPresent(code -> line.append(' ').append(code));
        if (command.data().length > 0) {
            line.append(" [").append(Words.hex(command.data())).append(command.blanked() ? ", secret blanked]" : "]");
        }
        String meaning = CommandWords.of(command);
        if (!meaning.isEmpty()) {
            line.append(' ').append(meaning);
        }
        command.took()
                .ifPresent(took ->
                        line.append(String.format(Locale.ROOT, " in %.1f ms", took.toNanos() / NANOS_PER_MILLI)));
        line.append(" rq=").append(command.rqSeq());
    }

    private static String arrow(TracedPacket.Fate fate) {
        return switch (fate) {
            case RECEIVED -> " > ";
            case SENT -> " < ";
            case DROPPED -> " x ";
        };
    }

    private static String session(TracedPacket packet) {
        return String.format(Locale.ROOT, "%08x", packet.sessionId());
    }
}
