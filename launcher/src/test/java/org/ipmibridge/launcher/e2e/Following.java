package org.ipmibridge.launcher.e2e;

import java.io.IOException;

/** Waits until {@code events} follows what happens: as what happens before is not shown, something is made to happen until it is. */
final class Following {
    private static final long PAUSE_MILLIS = 300;

    private Following() {}

    static void await(Pty pty, ConfigFiles config) throws InterruptedException {
        Thread noise = new Thread(() -> makeEvents(config), "noise");
        noise.start();
        try {
            pty.await("configuration/CHANGED");
        } finally {
            noise.interrupt();
            noise.join();
        }
    }

    private static void makeEvents(ConfigFiles config) {
        try {
            for (int i = 0; !Thread.interrupted(); i++) {
                config.machine("vm2", "guest.os", "noise " + i);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
