package org.ipmibridge.metrics.collect;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.metrics.http.Request;
import org.ipmibridge.metrics.http.Response;
import org.ipmibridge.metrics.http.Site;

/** The pages: figures, health, readiness. Used by one thread. */
final class Pages implements Site {
    /** For so long at least figures are not collected again. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Nor for so many times the time that it took: who asks without a pause takes little from the clients of the BMCs. */
    private static final int SHARE = 10;

    private record Made(Response page, long until) {}

    private final PrometheusRegistry registry;
    private final Condition condition;
    private final ExpositionFormatWriter text =
            PrometheusTextFormatWriter.builder().build();
    private final ExpositionFormatWriter openMetrics =
            OpenMetricsTextFormatWriter.builder().build();
    private final Map<String, Made> made = new HashMap<>();

    Pages(PrometheusRegistry registry, Condition condition) {
        this.registry = registry;
        this.condition = condition;
    }

    @Override
    public Response page(Request request) {
        return switch (request.path()) {
            case "/metrics" -> metrics(openMetrics.accepts(request.accept()) ? openMetrics : text);
            case "/-/healthy" -> condition("healthy", condition.unhealthy());
            case "/-/ready" -> condition("ready", condition.notReady());
            case "/" -> Response.text("200 OK", "IPMI-VMware Bridge: /metrics, /-/healthy, /-/ready");
            default -> Response.NOT_FOUND;
        };
    }

    private static Response condition(String name, String reason) {
        return reason.isEmpty()
                ? Response.text("200 OK", name)
                : Response.text("503 Service Unavailable", "not " + name + ": " + reason);
    }

    private Response metrics(ExpositionFormatWriter format) {
        long now = System.nanoTime();
        Made last = made.get(format.getContentType());
        if (last == null || now - last.until() > 0) {
            Response page = new Response("200 OK", format.getContentType(), write(format));
            long end = System.nanoTime();
            last = new Made(page, end + Math.max(FRESH_NANOS, SHARE * (end - now)));
            made.put(format.getContentType(), last);
        }
        return last.page();
    }

    private byte[] write(ExpositionFormatWriter format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
            format.write(bytes, registry.scrape());
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
