package dev.backslide.sdk.internal.publish;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome.NotSent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides whether an event can be sent, and under which key. Thread-safe. */
public final class EventValidator {

    /** Of a caller without null checks. */
    public static final NotSent NO_MEASUREMENT =
            new NotSent(DropReason.INVALID, "the measurement was null but it must not be; build one first");

    private static final long AHEAD_MILLIS = Duration.ofDays(1).toMillis();

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
        long latest = clock.millis() + AHEAD_MILLIS;
        requirePlausible("timestamp", event.timestamp(), latest, event);
        Instant commitTime = event.run().commitTime();
        if (commitTime != null) {
            requirePlausible("commit time", commitTime, latest, event);
        }
        return dimensions.isEmpty()
                ? SeriesKey.text(event.metricKey())
                : SeriesKey.of(event, dimensions).toString();
    }

    private static void requirePlausible(String what, Instant time, long latestMillis, MetricEvent event) {
        if (time.getEpochSecond() < 0 || time.getEpochSecond() > latestMillis / 1_000) {
            throw new InvalidMetricException(what + " of " + event.modelName() + ":" + event.name() + " was " + time
                    + " but it must lie between 1970 and one day from now; check the clock and the unit of the "
                    + "timestamp");
        }
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
