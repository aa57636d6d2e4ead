package dev.backslide.sink.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;

import java.io.IOException;

/** Answers a scrape: OpenMetrics text, or Prometheus' older text where only that is asked for. Thread-safe. */
final class MetricsEndpoint implements Handler {

    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
    private static final ExpositionFormatWriter PROMETHEUS = PrometheusTextFormatWriter.create();

    private final SinkMetrics metrics;

    MetricsEndpoint(SinkMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(Context context) throws IOException {
        String accepted = context.header("Accept");
        boolean older = accepted != null && accepted.contains("text/plain") && !accepted.contains("openmetrics");
        ExpositionFormatWriter writer = older ? PROMETHEUS : OPEN_METRICS;
        context.contentType(writer.getContentType());
        writer.write(context.outputStream(), metrics.collect(), EscapingScheme.DEFAULT);
    }
}
