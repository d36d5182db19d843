package org.ipmibridge.rmcp.transport;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Addresses as people write them. */
final class Addresses {
    private Addresses() {}

    /** For example {@code 127.0.0.1:6230}, {@code [0:0:0:0:0:0:0:1]:623} or {@code bmc.example:623}. */
    static String text(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return address.getHostString() + ":" + address.getPort();
        }
        String literal = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + address.getPort();
    }
}
