package org.ipmibridge.metrics.collect;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.ipmi.api.observe.SessionObserver;

/** Counts log-ins and ends of sessions. Both outcomes are there from the beginning, so that the first failure is an increase. */
final class LogInFigures implements SessionObserver {
    private final CounterDataPoint opened;
    private final CounterDataPoint refused;
    private final Counter closed;

    LogInFigures(PrometheusRegistry registry) {
        Counter logIns = Counter.builder()
                .name("ipmibridge_logins_total")
                .help("Log-ins of clients, by outcome: opened or refused.")
                .labelNames("outcome")
                .withoutExemplars()
                .register(registry);
        opened = logIns.labelValues("opened");
        refused = logIns.labelValues("refused");
        closed = Counter.builder()
                .name("ipmibridge_sessions_closed_total")
                .help("Sessions that ended, whoever ended them.")
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void changed(SessionChange change) {
        switch (change.kind()) {
            case OPENED -> opened.inc();
            case REFUSED -> refused.inc();
            case CLOSED -> closed.inc();
        }
    }
}
