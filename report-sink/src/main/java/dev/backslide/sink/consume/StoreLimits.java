package dev.backslide.sink.consume;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.sink.store.row.Micros;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Refuses what the store has no place for: a time that it cannot count, no number where there must be one. Stateless. */
final class StoreLimits {

    private StoreLimits() {}

    /** @throws InvalidMetricException naming what cannot be stored, as each of these does */
    static MetricEvent checked(MetricEvent event) {
        checkTime("timestamp", event.timestamp());
        checkTime("commit_time", event.run().commitTime());
        return event;
    }

    static RegressionAlert checked(RegressionAlert alert) {
        checkTime("timestamp", alert.timestamp());
        SeriesKey.requireLength(alert.seriesKey());
        checkTime("opened_at", alert.openedAt());
        checkTime("snoozed_until", alert.snoozedUntil());
        if (!Double.isFinite(alert.floor())) {
            throw new InvalidMetricException(
                    "floor was " + alert.floor() + " but it must be finite; correct its sender");
        }
        return alert;
    }

    static MetricStats checked(MetricStats stats) {
        SeriesKey.requireLength(stats.seriesKey());
        checkTime("latest_timestamp", stats.latestTimestamp());
        return stats;
    }

    private static void checkTime(String field, @Nullable Instant time) {
        if (time != null && !Micros.isCountable(time)) {
            throw new InvalidMetricException(
                    field + " was " + time + " but it must fit into 64 bits of microseconds; correct its sender");
        }
    }
}
