package org.ipmibridge.commands.chassis;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The 60 seconds within which a Chassis Control must follow boot flags, where a client or the operator wants that (IPMI v2.0, table 28-14,
 * parameter 3, bit 3). Then the boot override is taken from the machine. The deadline outlives this bundle. Thread-safe.
 */
@Component(service = BootFlagExpiry.class, immediate = true)
public final class BootFlagExpiry {
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long LOOK_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(BootFlagExpiry.class);
    private static final String KEY = "chassis.boot.deadline";
    private static final CompletionStage<Void> NOTHING = CompletableFuture.completedStage(null);

    private final Machines machines;
    private final ChassisConfiguration configuration;
    private final Clock clock;
    private final ScheduledExecutorService executor;
    private final Map<String, Future<?>> timers = new ConcurrentHashMap<>();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BmcDirectory bmcs;

    /** Called by the framework. */
    @Activate
    public BootFlagExpiry(@Reference Machines machines, @Reference ChassisConfiguration configuration) {
        this(machines, configuration, Clock.systemUTC(), timer());
    }

    BootFlagExpiry(
            Machines machines, ChassisConfiguration configuration, Clock clock, ScheduledExecutorService executor) {
        this.machines = machines;
        this.configuration = configuration;
        this.clock = clock;
        this.executor = executor;
    }

    @Deactivate
    void deactivate() {
        executor.shutdownNow();
    }

    @Activate
    void start() {
        executor.scheduleWithFixedDelay(this::resume, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Goes on counting for BMCs whose boot flags were set before this bundle was replaced; a BMC may come back later than this bundle. */
    void resume() {
        BmcDirectory directory = bmcs;
        if (directory == null) {
            return;
        }
        try {
            directory.statuses().stream()
                    .flatMap(status -> status.bmc().stream())
                    .forEach(bmc -> {
                        if (!timers.containsKey(bmc.name())) {
                            deadline(bmc).ifPresent(deadline -> schedule(bmc, deadline));
                        }
                    });
        } catch (RuntimeException e) {
            LOG.debug("the BMCs cannot be looked at now", e);
        }
    }

    /** Boot flags were set: begins to count if that is wanted, and there is an override. */
    void begin(Bmc bmc, Optional<BootOverride> override) {
        if (override.isPresent() && ValidBitClearing.isAfter60Seconds(bmc, configuration)) {
            count(bmc);
        } else {
            bmc.settings().remove(KEY);
            cancel(bmc);
        }
    }

    /** A Chassis Control came: if it is counting, it begins to count again. */
    void restart(Bmc bmc) {
        if (deadline(bmc).isPresent()) {
            count(bmc);
        }
    }

    private void count(Bmc bmc) {
        long deadline = clock.millis() + TIMEOUT.toMillis();
        bmc.settings()
                .putVolatile(
                        KEY, ByteBuffer.allocate(Long.BYTES).putLong(deadline).array());
        schedule(bmc, deadline);
    }

    private void schedule(Bmc bmc, long deadline) {
        long delay = Math.max(0, deadline - clock.millis());
        cancel(bmc);
        try {
            timers.put(bmc.name(), executor.schedule(() -> expire(bmc), delay, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            LOG.debug("bmc={}: this bundle is being replaced, and its successor goes on counting", bmc.name());
        }
    }

    void cancel(Bmc bmc) {
        Future<?> timer = timers.remove(bmc.name());
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void expire(Bmc bmc) {
        timers.remove(bmc.name());
        BmcDirectory directory = bmcs;
        boolean due =
                deadline(bmc).filter(deadline -> deadline <= clock.millis()).isPresent();
        if (!due || directory == null || directory.find(bmc.name()).isEmpty()) {
            return; // what is still to be done is found by the next look
        }
        bmc.settings().remove(KEY);
        Optional<BootOverride> ours = BootFlags.keptBy(bmc).override();
        try {
            Machine machine = machines.of(bmc);
            machine.bootOverride()
                    .thenCompose(inForce -> inForce.equals(ours) ? clear(bmc, machine) : NOTHING)
                    .whenComplete((nothing, failure) -> failed(bmc, failure));
        } catch (HypervisorException e) {
            failed(bmc, e);
        }
    }

    private static CompletionStage<Void> clear(Bmc bmc, Machine machine) {
        LOG.info("bmc={}: boot flags expire, no Chassis Control came within {} s", bmc.name(), TIMEOUT.toSeconds());
        return machine.clearBootOverride();
    }

    private void failed(Bmc bmc, Throwable failure) {
        if (failure != null && HypervisorFailures.cause(failure) instanceof HypervisorException known) {
            machines.log(bmc, "expiry of boot flags", known);
        }
    }

    private static Optional<Long> deadline(Bmc bmc) {
        return bmc.settings().get(KEY).map(value -> ByteBuffer.wrap(value).getLong());
    }

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "boot-flag-expiry");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
