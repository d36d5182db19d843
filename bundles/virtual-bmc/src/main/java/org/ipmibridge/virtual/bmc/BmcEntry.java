package org.ipmibridge.virtual.bmc;

import java.util.Optional;

/**
 * What is known of one configuration. Changed under the registry's lock; read from any thread.
 */
final class BmcEntry {
    /**
     * A BMC that runs.
     *
     * @param config what is in force
     * @param bmc the BMC
     * @param publication makes it known to the other bundles
     */
    record Running(BmcConfig config, VirtualBmc bmc, BmcPublisher.Publication publication) {}

    private final String pid;
    private volatile String name;
    private volatile Optional<BmcConfig> desired = Optional.empty();
    private volatile Optional<Running> running = Optional.empty();
    private volatile String problem = "";

    BmcEntry(String pid) {
        this.pid = pid;
        name = BmcConfig.defaultName(pid);
    }

    String pid() {
        return pid;
    }

    /** The BMC's name, as far as it can be told. */
    String name() {
        return name;
    }

    /** The BMC with the last good configuration. */
    Optional<Running> running() {
        return running;
    }

    /** Why the latest configuration is not in force, in one line; empty when it is. */
    String problem() {
        return problem;
    }

    /** The configuration that should be in force; none when it is wrong. */
    Optional<BmcConfig> desired() {
        return desired;
    }

    /** Whether a good configuration waits to be in force. */
    boolean unsettled() {
        return desired.isPresent() && !desired.equals(inForce());
    }

    /** The last good configuration. */
    Optional<BmcConfig> inForce() {
        return running.map(Running::config);
    }

    void desire(BmcConfig config) {
        desired = Optional.of(config);
        if (running.isEmpty()) {
            name = config.name();
        }
    }

    void reject(String reason) {
        desired = Optional.empty();
        problem = reason;
    }

    /** Keeps a good configuration waiting. */
    void hold(String reason) {
        problem = reason;
    }

    void run(Running now) {
        running = Optional.of(now);
        name = now.config().name();
    }

    void stop() {
        running = Optional.empty();
    }

    void settle() {
        problem = "";
    }
}
