package org.ipmibridge.virtual.bmc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import org.ipmibridge.virtual.bmc.fleet.Addresses;

/** Turns a configured address into one to listen on, without asking a name server. */
final class EndpointAddress {
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]*");
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\\.(?!$)|$))+");

    private EndpointAddress() {}

    /**
     * Reads an address.
     *
     * @param address an IPv4 or IPv6 literal, the latter in brackets or not, or a host name, which stays unresolved
     * @throws IllegalArgumentException if it is neither; the message says why
     */
    static InetSocketAddress parse(String address, int port) {
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        String bare = bracketed ? address.substring(1, address.length() - 1) : address;
        if (bracketed ? bare.indexOf(':') >= 0 : Addresses.isNumeric(bare)) {
            return new InetSocketAddress(literal(bare), port);
        }
        if (bracketed
                || DIGITS_AND_DOTS.matcher(bare).matches()
                || !HOST_NAME.matcher(bare).matches()) {
            throw new IllegalArgumentException("must be an IPv4 or IPv6 address or a host name");
        }
        return InetSocketAddress.createUnresolved(bare, port);
    }

    private static InetAddress literal(String literal) {
        try {
            return Addresses.parse(literal);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no IPv6 address, or of an interface that this machine lacks", e);
        }
    }
}
