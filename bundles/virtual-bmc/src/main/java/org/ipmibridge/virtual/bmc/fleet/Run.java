package org.ipmibridge.virtual.bmc.fleet;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Endpoints in a row: each with the next address, or each with the next port.
 *
 * @param first the first address
 * @param port the first port
 * @param size how many there are
 * @param byPort whether it is the port that differs
 */
record Run(InetAddress first, int port, int size, boolean byPort) {
    InetSocketAddress at(int index) {
        return byPort ? new InetSocketAddress(first, port + index) : new InetSocketAddress(plus(first, index), port);
    }

    /** The index of an endpoint; -1 for one that is none of these. */
    int indexOf(InetSocketAddress endpoint) {
        if (endpoint.isUnresolved() || endpoint.getAddress().getAddress().length != first.getAddress().length) {
            return -1;
        }
        BigInteger addresses = number(endpoint.getAddress()).subtract(number(first));
        int ports = endpoint.getPort() - port;
        if (byPort) {
            return addresses.signum() == 0 && ports >= 0 && ports < size ? ports : -1;
        }
        return ports == 0
                        && addresses.signum() >= 0
                        && addresses.bitLength() < Integer.SIZE
                        && addresses.intValue() < size
                ? addresses.intValue()
                : -1;
    }

    boolean overlaps(Run other) {
        return indexOf(other.at(0)) >= 0 || other.indexOf(at(0)) >= 0;
    }

    static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    static InetAddress plus(InetAddress address, long steps) {
        byte[] sum = number(address).add(BigInteger.valueOf(steps)).toByteArray();
        byte[] bytes = new byte[address.getAddress().length];
        int common = Math.min(sum.length, bytes.length);
        System.arraycopy(sum, sum.length - common, bytes, bytes.length - common, common);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
