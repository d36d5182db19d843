package org.ipmibridge.shell.commands.report;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.shell.commands.problem.Problems;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again how the BMCs are doing, often until the bridge is ready, and prints what is new. */
@Component(
        service = {},
        immediate = true)
public final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final String STARTED = "org.ipmibridge.started.millis";
    private static final long STARTING_POLL_MILLIS = 20;
    private static final long READY_POLL_MILLIS = 500;
    /** How often as long as a look takes it waits at least before the next one: with thousands of BMCs each is some work. */
    private static final int PAUSE = 10;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile BmcDirectory bmcs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PacketHandler handler;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile CommandDispatcher dispatcher;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Problems problems;

    private final BundleContext context;
    private final StartReport report;
    private final Announcement announcement;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "start-report"));

    @Activate
    public Reporter(BundleContext context) {
        this.context = context;
        this.announcement = new Announcement(context);
        this.report = new StartReport(Clock.systemUTC(), begin(context.getProperty(STARTED)), this::problems);
    }

    @Activate
    void start() {
        timer.execute(this::look);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }

    private void look() {
        long begin = System.nanoTime();
        try {
            report.look(situation()).forEach(System.out::println);
            report.status().ifPresent(announcement::announce);
        } catch (RuntimeException e) {
            LOG.debug("the state of the BMCs cannot be read now", e);
        }
        if (!timer.isShutdown()) {
            long poll = TimeUnit.MILLISECONDS.toNanos(report.isReady() ? READY_POLL_MILLIS : STARTING_POLL_MILLIS);
            long pause = Math.max(poll, Math.min(LONGEST_PAUSE_NANOS, PAUSE * (System.nanoTime() - begin)));
            timer.schedule(this::look, pause, TimeUnit.NANOSECONDS);
        }
    }

    private Situation situation() {
        BmcDirectory directory = bmcs;
        boolean served = directory != null && handler != null && dispatcher != null;
        return new Situation(isStarted(), served, directory == null ? List.of() : directory.statuses());
    }

    private int problems() {
        Problems known = problems;
        return known == null ? 0 : known.all().size();
    }

    private boolean isStarted() {
        String target = context.getProperty(Constants.FRAMEWORK_BEGINNING_STARTLEVEL);
        int level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return level >= (target == null ? 1 : Integer.parseInt(target));
    }

    private static Instant begin(String millis) {
        return millis == null ? Instant.now() : Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
