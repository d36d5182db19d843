package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** A UDP port of 127.0.0.1 that another program has. */
final class UsedPort implements AutoCloseable {
    private final DatagramSocket socket;

    private UsedPort(DatagramSocket socket) {
        this.socket = socket;
    }

    static UsedPort open() throws IOException {
        return new UsedPort(new DatagramSocket(ConfigFiles.freePort(), InetAddress.getLoopbackAddress()));
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
