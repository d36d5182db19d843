package org.ipmibridge.ipmi.dispatch;

import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.NetFn;

/**
 * What makes a command another one.
 *
 * @param netFn the network function, even
 * @param body who defines it, {@link IpmiCommand#NO_BODY} for the specification
 * @param command the command number, 0 to FFh
 */
record CommandKey(NetFn netFn, int body, int command) {
    static CommandKey of(CommandDescription description) {
        return new CommandKey(description.netFn(), description.body(), description.command());
    }

    /** The key of a request whose data is long enough for its body. */
    static CommandKey of(CommandRequest request) {
        return new CommandKey(request.netFn(), body(request.netFn(), request.data()), request.command());
    }

    /** Who defines the command that this data belongs to: the group number, the enterprise number, or nobody. */
    static int body(NetFn netFn, byte[] data) {
        int length = netFn.bodyLength();
        int body = length == 0 ? IpmiCommand.NO_BODY : 0;
        for (int i = 0; i < length; i++) {
            body |= (data[i] & 0xFF) << 8 * i;
        }
        return body;
    }
}
