package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** Asks a BMC of 127.0.0.1, outside of any session, whether it answers: Get Channel Authentication Capabilities as ipmitool sends it. */
final class Probe {
    private static final byte[] REQUEST =
            HexFormat.of().parseHex("0600ff07" + "00000000000000000009" + "2018c8" + "8104388e04b1");
    private static final int INTERVAL_MILLIS = 5;

    private Probe() {}

    /** Asks until there is an answer. */
    static boolean answers(int port, Duration deadline) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(deadline);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(INTERVAL_MILLIS);
            while (Instant.now().isBefore(end)) {
                if (answers(socket)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean answers(DatagramSocket socket) throws InterruptedException {
        try {
            socket.send(new DatagramPacket(REQUEST, REQUEST.length));
            socket.receive(new DatagramPacket(new byte[64], 64));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // Nobody has the port yet.
            Thread.sleep(INTERVAL_MILLIS);
            return false;
        }
    }
}
