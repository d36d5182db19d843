package org.ipmibridge.ipmi.api.log;

import java.net.InetSocketAddress;

/** Values from the network in a form that a log line can hold. */
public final class Printable {
    private Printable() {}

    /** The text with everything but visible ASCII replaced, so that no user name can forge a log line. */
    public static String text(String text) {
        return text.isEmpty() ? "(null)" : text.replaceAll("[^\\x21-\\x7E]", "?");
    }

    /** The address and port, without asking anybody for the name of the host. */
    public static String peer(InetSocketAddress peer) {
        String address = peer.getAddress().getHostAddress();
        return (address.indexOf(':') < 0 ? address : '[' + address + ']') + ':' + peer.getPort();
    }
}
