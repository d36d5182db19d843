package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix-domain socket. */
final class Peer {
    private static final String ROOT = "root";

    private Peer() {}

    /**
     * Whether it is this user, or root, as far as the system tells; where it does not, the modes of the socket and its directory decide.
     */
    static boolean isOrRoot(UserPrincipal user, SocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        UserPrincipal peer =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return peer.equals(user) || peer.getName().equals(ROOT);
    }
}
