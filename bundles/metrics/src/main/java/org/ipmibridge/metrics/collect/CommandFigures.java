package org.ipmibridge.metrics.collect;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.api.observe.CommandObserver;

/**
 * Counts commands and how soon they are answered. There are as many series as commands are implemented; those that nobody implements share one.
 */
final class CommandFigures implements CommandObserver {
    /** From what is answered out of memory to what is answered before clients give up. */
    private static final double[] BOUNDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final String UNKNOWN = "unknown";
    private static final String[] CODES = new String[256];

    static {
        for (int code = 0; code < CODES.length; code++) {
            CODES[code] = String.format("0x%02x", code);
        }
    }

    private final Counter answered;
    private final Histogram durations;
    private final Map<String, Series> known = new ConcurrentHashMap<>();

    CommandFigures(PrometheusRegistry registry) {
        answered = Counter.builder()
                .name("ipmibridge_commands_total")
                .help("Commands that were answered, by name and completion code.")
                .labelNames("command", "code")
                .withoutExemplars()
                .register(registry);
        durations = Histogram.builder()
                .name("ipmibridge_command_duration_seconds")
                .help("Time from a command to its answer.")
                .unit(Unit.SECONDS)
                .labelNames("command")
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void ended(CommandEnd end) {
        String command = end.command().map(CommandDescription::name).orElse(UNKNOWN);
        Series series = known.get(command);
        if (series == null) {
            series = known.computeIfAbsent(command, Series::new);
        }
        series.ended(end.code().code(), end.nanos());
    }

    /** The series of one command, so that the library need not find them by their labels each time. */
    private final class Series {
        private final String command;
        private final DistributionDataPoint took;
        private final AtomicReferenceArray<CounterDataPoint> byCode = new AtomicReferenceArray<>(CODES.length);

        Series(String command) {
            this.command = command;
            this.took = durations.labelValues(command);
        }

        void ended(int code, long nanos) {
            CounterDataPoint counter = byCode.get(code);
            if (counter == null) {
                counter = answered.labelValues(command, CODES[code]);
                byCode.set(code, counter);
            }
            counter.inc();
            took.observe((double) nanos / TimeUnit.SECONDS.toNanos(1));
        }
    }
}
