package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A series with one measurement and one commit a minute, and every revision of its alerts, as a sink gets them. */
final class WatchedSeries {

    static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Policy policy;
    private final List<RegressionAlert> revisions = new ArrayList<>();
    private SeriesMonitor monitor = monitor();

    WatchedSeries(Policy policy) {
        this.policy = policy;
    }

    /** One that has seen nothing. */
    static SeriesMonitor monitor() {
        return new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
    }

    static MetricEvent event(int minute, double value) {
        return MetricEvent.builder("m", "latency", value, "ms")
                .eventId("e" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .run(Run.ofCommit("c" + minute))
                .verdictRequested(true)
                .build();
    }

    Decision record(int minute, double value) {
        Decision decision = monitor.accept(event(minute, value), policy);
        revisions.addAll(decision.alerts());
        return decision;
    }

    /** What somebody does to the open alert, half a minute after a measurement. */
    void handle(AlertAction action, int minute) {
        Instant at = START.plusSeconds(60L * minute + 30);
        revisions.addAll(monitor.apply(
                        new AlertCommand("c" + minute, action, SERIES.toString(), null, "ada", at, "known", null, null))
                .alerts());
    }

    /** As after a restart. */
    void rebuild() {
        monitor = new SeriesMonitor(SERIES, monitor.history(), monitor.memory());
    }

    SeriesMonitor now() {
        return monitor;
    }

    /** Every revision of every alert, in order. */
    List<RegressionAlert> revisions() {
        return revisions;
    }

    @Nullable
    RegressionAlert open() {
        return monitor.openAlert();
    }

    /** A revision counts once, one alert is open at most, and only a person's word is final. */
    void assertRevisions() {
        Map<String, RegressionAlert> latest = new HashMap<>();
        for (RegressionAlert alert : revisions) {
            RegressionAlert before = latest.put(alert.alertId(), alert);
            assertThat(alert.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
            assertThat(before == null || before.state().isOpen() || before.actor() == null)
                    .isTrue();
            assertThat(latest.values().stream().filter(one -> one.state().isOpen()))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
