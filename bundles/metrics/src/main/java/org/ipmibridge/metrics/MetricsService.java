package org.ipmibridge.metrics;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.metrics.collect.Figures;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
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
 * Keeps and serves figures as it is configured: not at all until it is switched on. Where they are served can change; the figures go on. Switched
 * off, nothing of them is left.
 */
@Component(service = ProblemSource.class, immediate = true, configurationPid = MetricsService.PID)
@Designate(ocd = MetricsConfiguration.class)
public final class MetricsService implements ProblemSource {
    static final String PID = "org.ipmibridge.metrics";

    private static final Logger LOG = LoggerFactory.getLogger(MetricsService.class);

    private final LastGood<MetricsSettings> settings =
            new LastGood<>(LOG, ConfigReader.keys(MetricsConfiguration.class), MetricsSettings.OFF);
    private final BundleContext context;
    private final Bridge bridge;
    private MetricsSettings running = MetricsSettings.OFF;
    /** Null while it is off; the classes behind it are not loaded before it is needed. */
    private Figures figures;

    private volatile Optional<Problem> failure = Optional.empty();

    @Activate
    public MetricsService(
            BundleContext context,
            MetricsConfiguration configuration,
            Map<String, ?> properties,
            @Reference Bridge bridge) {
        this.context = context;
        this.bridge = bridge;
        configure(configuration, properties);
    }

    @Modified
    synchronized void configure(MetricsConfiguration configuration, Map<String, ?> properties) {
        settings.accept(properties, reader -> MetricsSettings.read(configuration, reader), wanted -> {
            if (!wanted.equals(running) || failure.isPresent()) {
                failure = Optional.empty();
                running = wanted;
                run(wanted, new ConfigReader(properties).source());
            }
        });
    }

    @Deactivate
    synchronized void stop() {
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

    private void run(MetricsSettings wanted, String source) {
        if (!wanted.enabled()) {
            stop();
            return;
        }
        if (figures == null) {
            figures = Figures.collect(context, bridge);
        }
        try {
            figures.serve(wanted.address());
            LOG.info("metrics: served on {}", wanted.where());
            if (!wanted.isLoopback()) {
                LOG.warn("metrics: {} can be reached from other hosts", wanted.where());
            }
        } catch (IOException e) {
            Problem problem = new Problem(
                    source,
                    "port",
                    wanted.where(),
                    "the metrics cannot be served there: " + e.getMessage(),
                    Instant.now());
            LOG.error("{}", problem.text());
            failure = Optional.of(problem);
        }
    }
}
