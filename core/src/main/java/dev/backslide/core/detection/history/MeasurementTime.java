package dev.backslide.core.detection.history;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;

import java.time.Duration;
import java.time.Instant;

/**
 * When a measurement can have been taken: SDK, detector, sink and CSV import check it. Stateless.
 *
 * @since 0.1
 */
public final class MeasurementTime {

    /** How far ahead of this machine's clock a measurement may be, since clocks differ. */
    public static final Duration MAX_AHEAD = Duration.ofDays(1);

    /** The rule in words, after "it must be". */
    public static final String RULE = "after 1970 and at most " + MAX_AHEAD.toHours() + " hours ahead of now";

    private MeasurementTime() {}

    /** Whether the time is one that a clock near this one can have shown. */
    public static boolean isPlausible(Instant time, Instant now) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(now.plus(MAX_AHEAD));
    }

    /**
     * Refuses a time that cannot be.
     *
     * @param name of the time, for the sentence, e.g. {@code timestamp}
     * @throws InvalidMetricException when the time is not plausible
     */
    public static void require(String name, MetricEvent event, Instant time, Instant now) {
        if (!isPlausible(time, now)) {
            throw new InvalidMetricException(name + " of " + event.metricKey() + " was " + time + " but it must be "
                    + RULE + " (" + now + "); check the clock, and whether seconds were taken for milliseconds");
        }
    }
}
