package dev.backslide.files;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEventBuilder;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What a file's rows are where they do not say it themselves. Immutable.
 *
 * @param model what was measured
 * @param unit of the values; may be empty
 * @param category of the metrics
 * @param direction which way is better; null: from category and unit
 * @param start time of index 0 in files without times
 * @param interval between two indexes, above 0
 * @param now the newest time that makes sense, plus a day
 */
public record MeasurementDefaults(
        String model,
        String unit,
        String category,
        @Nullable Direction direction,
        Instant start,
        Duration interval,
        Instant now) {

    /** Defaults for everything but the model, for files whose rows say it all. */
    public static MeasurementDefaults of(String model, Clock clock) {
        return new MeasurementDefaults(model, "", CATEGORY, null, Instant.EPOCH, Duration.ofHours(1), clock.instant());
    }

    /** Time of index 0 where nobody names one: fixed, so that replaying twice gives the same events. */
    public static final String START = "2024-01-01T00:00:00Z";

    /** Between two indexes where nobody names another. */
    public static final String INTERVAL = "1h";

    /** The category where nobody names one. */
    public static final String CATEGORY = MetricEventBuilder.DEFAULT_CATEGORY;
}
