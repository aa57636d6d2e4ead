package com.example.tracker;

import dev.backslide.core.RegressionAlert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;

import static dev.backslide.sdk.tracker.DefaultTracker.getRegressionAlerts;
import static dev.backslide.sdk.tracker.DefaultTracker.recordPerformanceMetric;

/**
 * Sends performance alerts to an external monitoring system, here a Prometheus Pushgateway. With the pipeline nothing has to be
 * sent: its sink is scraped at {@code /metrics}.
 */
public final class MonitoringPush {

    private MonitoringPush() {}

    /** @param args URL of the gateway, e.g. {@code http://localhost:9091/metrics/job/performance} */
    public static void main(String[] args) throws IOException, InterruptedException {
        URI gateway = URI.create(args[0]);
        recordPerformanceMetric("inference_speed", 150.0, "tokens/sec", "my_model", "performance");
        recordPerformanceMetric("inference_speed", 120.0, "tokens/sec", "my_model", "performance");

        StringBuilder metrics = new StringBuilder();
        for (RegressionAlert alert : getRegressionAlerts()) {
            // Values are no labels: each would make a time series of its own.
            String labels = "{model=\"%s\",metric=\"%s\"} "
                    .formatted(escape(alert.modelName()), escape(alert.metricName()));
            metrics.append("performance_regression_")
                    .append(alert.severity().label())
                    .append(labels)
                    .append("1\n")
                    .append("performance_regression_previous_value")
                    .append(labels)
                    .append(alert.previousValue())
                    .append('\n')
                    .append("performance_regression_current_value")
                    .append(labels)
                    .append(alert.currentValue())
                    .append('\n');
        }
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway)
                                .header("Content-Type", "text/plain; version=0.0.4")
                                .PUT(BodyPublishers.ofString(metrics.toString()))
                                .build(),
                        BodyHandlers.ofString());
        System.out.println("Gateway answered " + response.statusCode());
    }

    private static String escape(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
