package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix-domain socket. */
final class Peer {
    private Peer() {}

    /** Whether it is this user, as far as the system tells; where it does not, the modes of the socket and its directory decide. */
    static boolean is(UserPrincipal user, SocketChannel channel) throws IOException {
        return !channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
                || channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(user);
    }
}
