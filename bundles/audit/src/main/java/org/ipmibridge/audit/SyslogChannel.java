package org.ipmibridge.audit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection to a syslog server: UDP (RFC 5426), or TCP with the length before each message (RFC 6587). */
interface SyslogChannel extends AutoCloseable {
    /** How long a connection may take. */
    int CONNECT_MILLIS = 2000;

    void send(byte[] message) throws IOException;

    @Override
    void close() throws IOException;

    static SyslogChannel open(SyslogTarget target) throws IOException {
        return target.tcp() ? tcp(target) : udp(target);
    }

    private static SyslogChannel udp(SyslogTarget target) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(target.host()), target.port()));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        return new SyslogChannel() {
            @Override
            public void send(byte[] message) throws IOException {
                socket.send(new DatagramPacket(message, message.length));
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    private static SyslogChannel tcp(SyslogTarget target) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_MILLIS);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new SyslogChannel() {
            @Override
            public void send(byte[] message) throws IOException {
                byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
                byte[] frame = new byte[length.length + message.length];
                System.arraycopy(length, 0, frame, 0, length.length);
                System.arraycopy(message, 0, frame, length.length, message.length);
                socket.getOutputStream().write(frame);
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
