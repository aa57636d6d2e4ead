package dev.backslide.sink.http;

import dev.backslide.sink.settings.MonitoringSettings;
import dev.backslide.sink.store.row.AlertCount;
import io.prometheus.metrics.model.snapshots.Labels;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Gives counts of alerts their labels, a bounded number of them: a monitoring system must not drown in metrics that come and
 * go. Thread-safe.
 */
final class AlertLabels {

    private static final String OTHER = "other";

    /** What is stored, as it is: one alert with a name that breaks a rule must not keep all others from being told. */
    private record Metric(String model, String name) {}

    private final MonitoringSettings settings;

    AlertLabels(MonitoringSettings settings) {
        this.settings = settings;
    }

    /** @param counts the worst first: which metrics are told by name is decided in this order */
    Map<Labels, Long> of(Iterable<AlertCount> counts) {
        Map<Labels, Long> labelled = new LinkedHashMap<>();
        Set<Metric> told = new HashSet<>();
        for (AlertCount count : counts) {
            Metric metric = new Metric(count.model(), count.metric());
            if (told.size() < settings.maxMetrics()) {
                told.add(metric);
            }
            labelled.merge(labels(count, told.contains(metric)), count.alerts(), Long::sum);
        }
        return labelled;
    }

    private Labels labels(AlertCount count, boolean byName) {
        if (!settings.perMetricLabels()) {
            return Labels.of("severity", count.severity(), "state", count.state());
        }
        return Labels.of(
                "severity",
                count.severity(),
                "state",
                count.state(),
                "model",
                byName ? count.model() : OTHER,
                "metric",
                byName ? count.metric() : OTHER);
    }
}
