package org.ipmibridge.commands.app;

import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.WireReader;

/**
 * Which commands a request for command support is about (IPMI v2.0, sections 21.3 to 21.6).
 *
 * @param operation what is asked of them. 2 bits
 * @param netFn the network function, even
 * @param lun the LUN. 2 bits
 * @param command the command number, {@link #ANY} for all
 * @param body the body that defines the commands, {@link #ANY} for all of the network function
 */
record CommandQuery(int operation, NetFn netFn, int lun, int command, int body) {
    static final int ANY = -1;

    /** Reads channel, network function and LUN, then the body, which clients are known to leave out. */
    static CommandQuery read(WireReader reader) {
        return read(reader, false);
    }

    /** The same with a command number before the body. */
    static CommandQuery readWithCommand(WireReader reader) {
        return read(reader, true);
    }

    private static CommandQuery read(WireReader reader, boolean withCommand) {
        Channels.read(reader);
        int operationAndNetFn = reader.uint8();
        NetFn netFn = NetFn.of(operationAndNetFn & 0x3F).request();
        int lun = reader.uint8() & 0x03;
        int command = withCommand ? reader.uint8() : ANY;
        int body = reader.remaining() == 0 ? ANY : body(netFn, reader);
        reader.expectEnd();
        return new CommandQuery(operationAndNetFn >> 6, netFn, lun, command, body);
    }

    private static int body(NetFn netFn, WireReader reader) {
        return switch (netFn.bodyLength()) {
            case 1 -> reader.uint8();
            case 3 -> reader.uint16() | reader.uint8() << 16;
            default -> ANY;
        };
    }

    /** The first of the 128 commands that the operation asks for. */
    int firstCommand() {
        return switch (operation) {
            case 0 -> 0x00;
            case 1 -> 0x80;
            default -> throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
        };
    }

    /** Whether this command is among them; all commands are on LUN 0. */
    boolean matches(CommandDescription description) {
        return lun == 0
                && description.netFn() == netFn
                && (command == ANY || description.command() == command)
                && (body == ANY || description.body() == IpmiCommand.NO_BODY || description.body() == body);
    }
}
