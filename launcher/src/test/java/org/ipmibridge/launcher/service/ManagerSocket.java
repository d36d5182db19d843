package org.ipmibridge.launcher.service;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The socket of a service manager, and what came in by it. */
public final class ManagerSocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Receiver library = Native.load("c", Receiver.class);
    private final List<String> messages = new ArrayList<>();
    private final int socket;
    private final String name;

    /** @param name a path, or an abstract name that begins with {@code @} */
    public ManagerSocket(String name) {
        this.name = name;
        byte[] address = NotifySocket.address(name);
        socket = library.socket(AF_UNIX, SOCK_DGRAM, 0);
        library.bind(socket, address, address.length);
    }

    /** The name, for the environment of a service. */
    public String name() {
        return name;
    }

    /** All that has come until now. */
    public List<String> messages() {
        receive();
        return List.copyOf(messages);
    }

    /** Waits until one like this has come, and forgets all up to it; it. */
    public String await(Predicate<String> wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            receive();
            for (int i = 0; i < messages.size(); i++) {
                String message = messages.get(i);
                if (wanted.test(message)) {
                    messages.subList(0, i + 1).clear();
                    return message;
                }
            }
            Thread.sleep(5);
        }
        throw new AssertionError("only " + messages + " came");
    }

    private void receive() {
        byte[] buffer = new byte[4096];
        try {
            while (true) {
                int length = library.recv(socket, buffer, new NativeLong(buffer.length), MSG_DONTWAIT)
                        .intValue();
                messages.add(new String(buffer, 0, length, StandardCharsets.UTF_8));
            }
        } catch (LastErrorException e) {
            // Nothing more for now.
            return;
        }
    }

    @Override
    public void close() {
        library.close(socket);
    }

    /** What is needed of the C library. */
    interface Receiver extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        int bind(int socket, byte[] address, int length) throws LastErrorException;

        NativeLong recv(int socket, byte[] buffer, NativeLong length, int flags) throws LastErrorException;

        int close(int socket) throws LastErrorException;
    }
}
