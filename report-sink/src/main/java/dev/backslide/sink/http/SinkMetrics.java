package dev.backslide.sink.http;

import dev.backslide.sink.settings.MonitoringSettings;
import dev.backslide.sink.status.NotificationStatus;
import dev.backslide.sink.status.SinkProgress;
import dev.backslide.sink.status.SinkStatus;
import dev.backslide.sink.store.StoreReader;
import dev.backslide.sink.store.StoreSnapshot;
import dev.backslide.sink.store.row.AlertCount;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The sink's own metrics, made of the store and of its counters at each scrape, so that they are as true after a restart.
 * Thread-safe.
 */
final class SinkMetrics {

    /** A scrape must not wait longer for a broker than Prometheus waits for a scrape. */
    private static final Duration LAG_TIMEOUT = Duration.ofSeconds(2);

    private final StoreReader store;
    private final SinkStatus sink;
    private final AlertLabels labels;

    SinkMetrics(StoreReader store, SinkStatus sink, MonitoringSettings settings) {
        this.store = store;
        this.sink = sink;
        this.labels = new AlertLabels(settings);
    }

    MetricSnapshots collect() throws IOException {
        MetricSnapshots.Builder metrics = MetricSnapshots.builder();
        store.read(snapshot -> {
            metrics.metricSnapshot(alerts(snapshot));
            metrics.metricSnapshot(ended(snapshot));
            metrics.metricSnapshot(gauge("backslide_series", "Series that have measurements.", snapshot.series()));
            pending(metrics, snapshot.pendingNotifications());
            return metrics;
        });
        metrics.metricSnapshot(gauge(
                "backslide_sink_healthy",
                "1 while the sink reads and stores records, else 0.",
                sink.health().ok() ? 1 : 0));
        records(metrics);
        notifications(metrics);
        return metrics.build();
    }

    private GaugeSnapshot alerts(StoreSnapshot snapshot) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("backslide_alerts")
                .help("Regression alerts that are not closed: open, acknowledged or snoozed.");
        labels.of(snapshot.standingAlerts()).forEach((of, alerts) -> gauge.dataPoint(point(of, alerts)));
        return gauge.build();
    }

    private static GaugeSnapshot ended(StoreSnapshot snapshot) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("backslide_alerts_ended")
                .help("Closed regression alerts: resolved, expected or withdrawn.");
        for (AlertCount count : snapshot.endedAlerts()) {
            gauge.dataPoint(point(Labels.of("severity", count.severity(), "state", count.state()), count.alerts()));
        }
        return gauge.build();
    }

    private void pending(MetricSnapshots.Builder metrics, Map<String, Long> pending) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder()
                .name("backslide_notifications_pending")
                .help("Notifications not yet delivered.");
        for (NotificationStatus status : sink.notifications()) {
            gauge.dataPoint(
                    point(Labels.of("receiver", status.receiver()), pending.getOrDefault(status.receiver(), 0L)));
        }
        metrics.metricSnapshot(gauge.build());
    }

    private void records(MetricSnapshots.Builder metrics) {
        CounterSnapshot.Builder consumed = CounterSnapshot.builder()
                .name("backslide_records_consumed")
                .help("Records stored or skipped since the sink started; of the metrics topic: measurements.");
        sink.consumed().forEach((topic, records) -> consumed.dataPoint(count(Labels.of("topic", topic), records)));
        metrics.metricSnapshot(consumed.build());
        CounterSnapshot.Builder unreadable = CounterSnapshot.builder()
                .name("backslide_records_unreadable")
                .help("Records skipped since the sink started, because they could not be read.");
        metrics.metricSnapshot(
                unreadable.dataPoint(count(Labels.EMPTY, sink.unreadable())).build());
        GaugeSnapshot.Builder lag = GaugeSnapshot.builder()
                .name("backslide_lag_records")
                .help("Records not yet stored; left out while the broker does not answer.");
        progress()
                .ifPresent(progress -> progress.topics()
                        .forEach(topic -> lag.dataPoint(point(Labels.of("topic", topic.topic()), topic.lag()))));
        metrics.metricSnapshot(lag.build());
    }

    private void notifications(MetricSnapshots.Builder metrics) {
        CounterSnapshot.Builder sent = CounterSnapshot.builder()
                .name("backslide_notifications_sent")
                .help("Notifications delivered since the sink started.");
        CounterSnapshot.Builder failed = CounterSnapshot.builder()
                .name("backslide_notification_attempts_failed")
                .help("Failed attempts to notify since the sink started.");
        CounterSnapshot.Builder dropped = CounterSnapshot.builder()
                .name("backslide_notifications_dropped")
                .help("Notifications given up since the sink started.");
        for (NotificationStatus status : sink.notifications()) {
            Labels receiver = Labels.of("receiver", status.receiver());
            sent.dataPoint(count(receiver, status.sent()));
            failed.dataPoint(count(receiver, status.failed()));
            dropped.dataPoint(count(receiver, status.dropped()));
        }
        metrics.metricSnapshot(sent.build()).metricSnapshot(failed.build()).metricSnapshot(dropped.build());
    }

    private Optional<SinkProgress> progress() {
        try {
            return Optional.of(sink.progress(LAG_TIMEOUT));
        } catch (KafkaException e) {
            return Optional.empty();
        }
    }

    private static GaugeSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, value))
                .build();
    }

    private static GaugeDataPointSnapshot point(Labels labels, long value) {
        return GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }

    private static CounterDataPointSnapshot count(Labels labels, long value) {
        return CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }
}
