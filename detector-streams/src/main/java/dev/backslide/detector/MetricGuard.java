package dev.backslide.detector;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Text;
import dev.backslide.core.detection.history.MeasurementTime;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Refuses what can be read and still makes no sense: no key, no value, a key of another metric, a time that cannot be. What it
 * refuses goes to the dead letters with the sentence as its reason. Thread-safe.
 */
final class MetricGuard {

    private final Clock clock;
    private final Duration maxAge;

    MetricGuard(Clock clock, Duration maxAge) {
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** @throws InvalidMetricException when the command's record is not under the key of its series */
    AlertCommand check(@Nullable String key, AlertCommand command) {
        if (!command.seriesKey().equals(key)) {
            throw new InvalidMetricException("record key of a command was "
                    + (key == null ? "null" : Text.quote(key)) + " but it must be its series key, "
                    + Text.quote(command.seriesKey()) + "; send it through the sink's API");
        }
        return command;
    }

    /** @throws InvalidMetricException when the measurement must not be judged */
    MetricEvent check(@Nullable String key, @Nullable MetricEvent event) {
        if (event == null) {
            throw new InvalidMetricException(
                    "the record has no value but records of this topic cannot be deleted; send a measurement");
        }
        SeriesKey.requireOf(key, event);
        checkTime(event);
        return event;
    }

    private void checkTime(MetricEvent event) {
        Instant now = clock.instant();
        checkTime("time", event, event.timestamp(), now);
        checkTime("commit time", event, event.orderTime(), now);
    }

    private void checkTime(String name, MetricEvent event, Instant time, Instant now) {
        MeasurementTime.require(name, event, time, now);
        if (time.isBefore(now.minus(maxAge))) {
            throw new InvalidMetricException(
                    name + " of " + event.metricKey() + " was " + time + " but it must be at most " + maxAge.toDays()
                            + " days before " + now + "; check the unit of the timestamp");
        }
    }
}
