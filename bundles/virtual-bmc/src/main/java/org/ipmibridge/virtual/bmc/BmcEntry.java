package org.ipmibridge.virtual.bmc;

import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger log = LoggerFactory.getLogger(BmcRegistry.class);

    private final String pid;
    private final LastGood<BmcConfig> read =
            new LastGood<>(log, ConfigReader.keys(BmcConfiguration.Config.class), null);
    private volatile String name;
    private volatile Optional<BmcConfig> desired = Optional.empty();
    private volatile Optional<Running> running = Optional.empty();
    private volatile Optional<Problem> conflict = Optional.empty();

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

    /** What is read of the configuration. */
    LastGood<BmcConfig> read() {
        return read;
    }

    /** What is wrong with the configuration, and with whom it clashes. */
    Stream<Problem> problems() {
        return Stream.concat(read.problems().stream(), conflict.stream());
    }

    /** Why the latest configuration is not in force, in one line; empty when it is. */
    String problem() {
        return desired.isPresent()
                ? conflict.map(Problem::text).orElse("")
                : problems().findFirst().map(Problem::text).orElse("");
    }

    /** Why a good configuration is not in force: another BMC is in its way. */
    Optional<Problem> conflict() {
        return conflict;
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

    /** The last good configuration, also of a BMC that it disables. */
    Optional<BmcConfig> asWritten() {
        return Optional.ofNullable(read.get());
    }

    /** All configurations that are in force, wait to be so, or are written and say that there is to be no BMC. */
    Stream<BmcConfig> configs() {
        return Stream.of(inForce(), desired(), asWritten())
                .flatMap(Optional::stream)
                .distinct();
    }

    /** Whether there is to be no BMC, as the configuration says. */
    boolean disabled() {
        return running.isEmpty() && read.get() != null && !read.get().enabled();
    }

    void desire(BmcConfig config) {
        desired = Optional.of(config);
        if (running.isEmpty()) {
            name = config.name();
        }
    }

    void reject() {
        desired = Optional.empty();
        conflict = Optional.empty();
    }

    /** Keeps a good configuration waiting. */
    void hold(Problem reason) {
        conflict = Optional.of(reason);
    }

    void run(Running now) {
        running = Optional.of(now);
        name = now.config().name();
    }

    /** Ends what is running, as the configuration says. */
    void disable(BmcConfig config) {
        desired = Optional.empty();
        conflict = Optional.empty();
        running = Optional.empty();
        name = config.name();
    }

    void stop() {
        running = Optional.empty();
    }

    void settle() {
        conflict = Optional.empty();
    }
}
