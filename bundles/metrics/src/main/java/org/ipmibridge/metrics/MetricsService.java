package org.ipmibridge.metrics;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.metrics.collect.Figures;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.handover.LastClasses;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps and serves figures as it is configured: not at all until it is switched on. Where they are served can change; the figures go on. Where
 * they cannot be served yet, that is tried again. Switched off, nothing of them is left.
 */
@Component(service = ProblemSource.class, immediate = true, configurationPid = MetricsService.PID)
@Designate(ocd = MetricsConfiguration.class)
public final class MetricsService implements ProblemSource {
    static final String PID = "org.ipmibridge.metrics";

    private static final Logger LOG = LoggerFactory.getLogger(MetricsService.class);

    /** Between two attempts to listen: an address comes when its interface is up, a port when its user ends. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final LastGood<MetricsSettings> settings =
            new LastGood<>(LOG, ConfigReader.keys(MetricsConfiguration.class), MetricsSettings.OFF);
    private final BundleContext context;
    private final Bridge bridge;
    private final Repetition repetition;
    private MetricsSettings running = MetricsSettings.OFF;
    private String source = "";
    /** Null while it is off; the classes behind it are not loaded before it is needed. */
    private Figures figures;

    private volatile Optional<Problem> failure = Optional.empty();

    @Activate
    public MetricsService(
            BundleContext context,
            MetricsConfiguration configuration,
            Map<String, ?> properties,
            @Reference Bridge bridge) {
        this(context, configuration, properties, bridge, PAUSE);
    }

    /** @param pause between two attempts to listen */
    MetricsService(
            BundleContext context,
            MetricsConfiguration configuration,
            Map<String, ?> properties,
            Bridge bridge,
            Duration pause) {
        this.context = context;
        this.bridge = bridge;
        this.repetition = new Repetition(this::again, pause);
        configure(configuration, properties);
    }

    @Modified
    synchronized void configure(MetricsConfiguration configuration, Map<String, ?> properties) {
        settings.accept(properties, reader -> MetricsSettings.read(configuration, reader), wanted -> {
            if (!wanted.equals(running) || failure.isPresent()) {
                failure = Optional.empty();
                running = wanted;
                source = new ConfigReader(properties).source();
                run();
            }
        });
    }

    /** Calls of observers that are under way still find their classes when this bundle is updated. */
    @Deactivate
    void deactivate() {
        LastClasses.load(context.getBundle());
        stop();
    }

    private synchronized void stop() {
        repetition.end();
        if (figures != null) {
            figures.close();
            figures = null;
            LOG.info("metrics: stopped");
        }
    }

    @Override
    public List<Problem> problems() {
        return Stream.concat(settings.problems().stream(), failure.stream()).toList();
    }

    /** Tries again what failed. */
    synchronized void again() {
        if (figures != null && failure.isPresent()) {
            serve();
        }
    }

    private void run() {
        if (!running.enabled()) {
            stop();
            return;
        }
        if (figures == null) {
            figures = Figures.collect(context, bridge);
        }
        serve();
    }

    private void serve() {
        try {
            figures.serve(running.address());
            failure = Optional.empty();
            repetition.end();
            LOG.info("metrics: served on {}", running.where());
            if (!running.isLoopback()) {
                LOG.warn("metrics: {} can be reached from other hosts", running.where());
            }
        } catch (IOException e) {
            fails(e.getMessage());
            repetition.begin();
        }
    }

    private void fails(String reason) {
        Instant since = failure.map(Problem::since).orElseGet(Instant::now);
        Problem problem =
                new Problem(source, "port", running.where(), "the metrics cannot be served there: " + reason, since);
        if (failure.filter(problem::equals).isEmpty()) {
            LOG.error("{}", problem.text());
        }
        failure = Optional.of(problem);
    }
}
