package org.ipmibridge.launcher.migration;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Host names and addresses in the ancestor's files. */
final class Hosts {
    private static final String IPV4 = "(\\d{1,3}\\.){3}\\d{1,3}";
    private static final String IPV6 = "[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?";
    private static final String NAME = "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?";

    private Hosts() {}

    /** The host of a server; a URL is accepted for it. @param place what messages call it */
    static String host(String written, String place) throws ImportException {
        String host = written.strip().replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return checked(unbracketed(host), place);
    }

    /** The address that a BMC listens on. @param place what messages call it */
    static String address(String written, String place) throws ImportException {
        String address = MappedVm.listenAddress(written.strip());
        return checked(address, place);
    }

    /** Whether this machine has an address; a name that nobody knows is none of it. */
    static boolean isHere(String address) {
        try {
            InetAddress found = InetAddress.getByName(address);
            return found.isAnyLocalAddress()
                    || found.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(found) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String checked(String host, String place) throws ImportException {
        if (host.matches(IPV4) ? !isIpv4(host) : !host.matches(IPV6) && !host.matches(NAME)) {
            throw new ImportException(place + ": '" + host + "' is neither an address nor a host name");
        }
        return host;
    }

    private static boolean isIpv4(String host) {
        for (String part : host.split("\\.")) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
