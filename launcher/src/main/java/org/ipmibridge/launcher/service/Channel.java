package org.ipmibridge.launcher.service;

/** Takes what is said to a service manager. */
@FunctionalInterface
interface Channel {
    /**
     * Says something.
     *
     * @param message lines of the form {@code NAME=VALUE}, as sd_notify(3) has them
     * @throws RuntimeException if it cannot be said
     */
    void send(String message);
}
