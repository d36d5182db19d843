package org.ipmibridge.launcher.service;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The datagram socket of a service manager: a path, or an abstract name that begins with {@code @}. Java has no such sockets of its own. */
final class NotifySocket implements Channel {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 02000000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int EAGAIN = 11;

    /** What a service manager that has much to do gets; one that stands still must not keep the bridge from stopping. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** The address has 108 bytes (unix(7)); a path needs a zero byte at its end, an abstract name must have none. */
    private static final int LONGEST_NAME = 107;

    private final CLibrary library = Native.load("c", CLibrary.class);
    private final byte[] address;
    private final long patience;

    /** @throws IllegalArgumentException if the name is none of a socket */
    NotifySocket(String name) {
        this(name, PATIENCE);
    }

    /** @param patience how long to wait for room in the queue of the service manager */
    NotifySocket(String name, Duration patience) {
        this.address = address(name);
        this.patience = patience.toNanos();
    }

    /** The address in the form of the system: family, and path. */
    static byte[] address(String name) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        boolean abstractName = name.startsWith("@");
        if (!abstractName && !name.startsWith("/")) {
            throw new IllegalArgumentException("'" + name + "' is neither a path nor an abstract name");
        }
        if (path.length > LONGEST_NAME) {
            throw new IllegalArgumentException("'" + name + "' is longer than " + LONGEST_NAME + " bytes");
        }
        if (abstractName) {
            path[0] = 0;
        }
        return ByteBuffer.allocate(Short.BYTES + path.length + (abstractName ? 0 : 1))
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(path)
                .array();
    }

    @Override
    public void send(String message) {
        byte[] datagram = message.getBytes(StandardCharsets.UTF_8);
        int socket = library.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        try {
            long end = System.nanoTime() + patience;
            while (!isTaken(socket, datagram, end)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            library.close(socket);
        }
    }

    /** Sends it; that there is no room is a failure only when the patience is at its end, or nobody wants to wait any more. */
    private boolean isTaken(int socket, byte[] datagram, long end) {
        try {
            NativeLong length = new NativeLong(datagram.length);
            library.sendto(socket, datagram, length, MSG_NOSIGNAL | MSG_DONTWAIT, address, address.length);
            return true;
        } catch (LastErrorException e) {
            boolean isOver = System.nanoTime() > end || Thread.currentThread().isInterrupted();
            if (e.getErrorCode() != EAGAIN || isOver) {
                throw e;
            }
            return false;
        }
    }

    /** What is needed of the C library, in its own words. */
    interface CLibrary extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        NativeLong sendto(int socket, byte[] data, NativeLong length, int flags, byte[] address, int addressLength)
                throws LastErrorException;

        int close(int descriptor) throws LastErrorException;
    }
}
