package org.ipmibridge.launcher;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.launcher.shell.ShellMain;

/** Has a bridge do once what it does for its first clients, so that the classes for it get into the archive of loaded classes. */
final class Trial {
    private static final String PORT = "BRIDGE_TRIAL_PORT";
    private static final int INTERVAL_MILLIS = 50;
    private static final int ATTEMPTS = 200;
    /** Get Channel Authentication Capabilities, outside of a session (IPMI v2.0, section 22.13). */
    private static final byte[] REQUEST =
            HexFormat.of().parseHex("0600ff07" + "00" + "00000000" + "00000000" + "09" + "2018c8" + "8104388e04b1");

    private Trial() {}

    /** Waits until the BMC of the trial answers, and asks the shell; without an answer the archive is merely smaller. */
    static void run(DataDirectory data) throws InterruptedException {
        String port = System.getenv(PORT);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getLoopbackAddress(), port == null ? 0 : Integer.parseInt(port));
            socket.setSoTimeout(INTERVAL_MILLIS);
            for (int attempt = 0; attempt < ATTEMPTS && !answers(socket); attempt++) {
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            }
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("bridge: the trial has no BMC: " + Reason.of(e));
        }
        ShellMain.runOnce(data.path(), "bmc:list");
    }

    private static boolean answers(DatagramSocket socket) throws IOException {
        try {
            socket.send(new DatagramPacket(REQUEST, REQUEST.length));
            socket.receive(new DatagramPacket(new byte[64], 64));
            return true;
        } catch (SocketTimeoutException | PortUnreachableException e) {
            return false;
        }
    }
}
