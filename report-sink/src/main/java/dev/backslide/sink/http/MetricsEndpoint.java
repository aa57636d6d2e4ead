package dev.backslide.sink.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;

import java.io.IOException;

/** Answers a scrape: OpenMetrics text, or Prometheus' older text where only that is asked for. Thread-safe. */
final class MetricsEndpoint implements Endpoints {

    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
    private static final ExpositionFormatWriter PROMETHEUS = PrometheusTextFormatWriter.create();

    private final SinkMetrics metrics;

    MetricsEndpoint(SinkMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/metrics", this::answer);
    }

    private void answer(Context context) throws IOException {
        String accepted = context.header("Accept");
        boolean older = accepted != null && accepted.contains("text/plain") && !accepted.contains("openmetrics");
        ExpositionFormatWriter writer = older ? PROMETHEUS : OPEN_METRICS;
        context.contentType(writer.getContentType());
        writer.write(context.outputStream(), metrics.collect(), EscapingScheme.DEFAULT);
    }
}
