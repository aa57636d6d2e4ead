package dev.backslide.core.detection.history;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of an alert among measurements that share their order time: runs of one commit. */
class SharedOrderTimeTest {

    private static final Instant COMMITTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));

    private final List<RegressionAlert> revisions = new ArrayList<>();
    private final SeriesMonitor monitor =
            new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

    @Test
    void alertThatAnotherRunBoreOut_isResolved_notWithdrawn() {
        record(100, 120, 120, 100);
        assertThat(revisions).extracting(RegressionAlert::state).containsExactly(AlertState.OPEN, AlertState.RESOLVED);
    }

    @Test
    void alertThatTheNextRunRefutes_isWithdrawn() {
        record(100, 120, 100);
        assertThat(revisions).extracting(RegressionAlert::state).containsExactly(AlertState.OPEN, AlertState.WITHDRAWN);
    }

    /** The runs before the change are no sign that it is over. */
    @Test
    void confirmedAlert_standsWhileTheRunsAreBad() {
        for (int i = 0; i < 60; i++) {
            record((i < 30 ? 100 : 130) + i % 3 * 0.1);
        }
        assertThat(revisions).extracting(RegressionAlert::state).containsExactly(AlertState.OPEN);
    }

    private void record(double... values) {
        for (double value : values) {
            int number = monitor.history().size();
            MetricEvent event = MetricEvent.builder("m", "latency", value, "ms")
                    .eventId("e" + number)
                    .timestamp(COMMITTED.plusSeconds(60 + number))
                    .run(new Run(null, "c", COMMITTED, null, null))
                    .build();
            revisions.addAll(monitor.accept(event, Policy.ofThreshold(5)).alerts());
        }
    }
}
