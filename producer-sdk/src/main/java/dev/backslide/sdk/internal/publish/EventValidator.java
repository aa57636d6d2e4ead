package dev.backslide.sdk.internal.publish;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.MeasurementTime;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome.NotSent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Decides whether an event can be sent, and under which key. Thread-safe. */
public final class EventValidator {

    /** Of a caller without null checks. */
    public static final NotSent NO_MEASUREMENT =
            new NotSent(DropReason.INVALID, "the measurement was null but it must not be; build one first");

    private final List<String> dimensions;
    private final Clock clock;

    public EventValidator(List<String> dimensions, Clock clock) {
        this.dimensions = dimensions;
        this.clock = clock;
    }

    /**
     * The event's series.
     *
     * @throws InvalidMetricException when key or times break a rule; the event itself has checked the rest
     */
    public String seriesKeyOf(MetricEvent event) {
        Instant now = clock.instant();
        MeasurementTime.require("timestamp", event, event.timestamp(), now);
        Instant commitTime = event.run().commitTime();
        if (commitTime != null) {
            MeasurementTime.require("commit time", event, commitTime, now);
        }
        return dimensions.isEmpty()
                ? SeriesKey.text(event.metricKey())
                : SeriesKey.of(event, dimensions).toString();
    }

    /** The same event, asking for a verdict. */
    public static MetricEvent requestingVerdict(MetricEvent event) {
        return requestingVerdict(event, true);
    }

    /** The same event, asking for a verdict or not. */
    public static MetricEvent requestingVerdict(MetricEvent event, boolean requested) {
        return event.verdictRequested() == requested
                ? event
                : event.toBuilder().verdictRequested(requested).build();
    }
}
