package org.ipmibridge.virtual.bmc.fleet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses as texts; nothing is ever looked up. */
public final class Addresses {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");

    private Addresses() {}

    /** Whether it is an IPv4 address, four numbers with dots in between, or can only be meant for an IPv6 address. */
    public static boolean isNumeric(String text) {
        return text.indexOf(':') >= 0 || IPV4.matcher(text).matches();
    }

    /** @throws IllegalArgumentException if it is no IPv4 or IPv6 address, or one of an interface that this machine lacks */
    public static InetAddress parse(String text) {
        if (!isNumeric(text)) {
            throw new IllegalArgumentException(text + " is no address");
        }
        try {
            // With a colon or as four numbers it is never looked up.
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text + " is no address", e);
        }
    }

    /** An address and port, for example {@code 127.1.0.1:623} or {@code [fd00::1]:623}. */
    public static String text(InetSocketAddress endpoint) {
        String address = endpoint.isUnresolved()
                ? endpoint.getHostString()
                : endpoint.getAddress().getHostAddress();
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + endpoint.getPort();
    }

    /**
     * The other way round.
     *
     * @throws IllegalArgumentException if it is no address and port
     */
    static InetSocketAddress endpoint(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(text + " is no address and port");
        }
        String address = text.substring(0, colon);
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        try {
            return new InetSocketAddress(
                    parse(bracketed ? address.substring(1, address.length() - 1) : address),
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " is no address and port", e);
        }
    }
}
