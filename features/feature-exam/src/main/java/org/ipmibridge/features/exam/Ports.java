package org.ipmibridge.features.exam;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** UDP ports of the loopback address. */
public final class Ports {

    private Ports() {}

    /** One that nobody uses now. */
    public static int free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
