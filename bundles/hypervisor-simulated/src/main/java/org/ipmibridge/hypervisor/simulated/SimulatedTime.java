package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/** The time in which machines live; everything that they do runs here. Thread-safe. */
interface SimulatedTime extends Executor {
    Instant now();

    /** Runs {@code task} when {@code delay} has passed; never, if the time ends before. */
    void after(Duration delay, Runnable task);
}
