package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One measurement of one run, as it crosses the wire. Immutable.
 *
 * @param eventId idempotency key, 1 to 100 characters: the same event sent twice counts once
 * @param name metric name, see {@link MetricKey}
 * @param value finite
 * @param unit e.g. {@code ms}, {@code tokens/sec}; at most 50 characters, may be empty
 * @param modelName name of the measured model, see {@link MetricKey}
 * @param category e.g. {@code performance}, {@code time}, {@code memory}; 1 to 100 characters
 * @param timestamp when it was measured, UTC, microseconds
 * @param metadata free text by name, sorted; at most 64 entries of at most 2,000 characters
 * @param direction which way is better; null: from policy, category and unit; UNKNOWN: tracked and raises no alert, unless the policy
 *     decides
 * @param thresholdPercent percentage above which worse is a regression, above 0; null: from policy
 * @param samples the values within the run of which {@code value} is the summary, finite; empty: not given
 * @param run the execution that produced it
 * @param verdictRequested whether the producer waits for a verdict
 * @since 0.1
 */
public record MetricEvent(
        String eventId,
        String name,
        double value,
        String unit,
        String modelName,
        String category,
        Instant timestamp,
        Map<String, String> metadata,
        @Nullable Direction direction,
        @Nullable Double thresholdPercent,
        List<Double> samples,
        Run run,
        boolean verdictRequested) {

    /** Metadata of a measurement without samples: half the width of its confidence interval in its unit, as JMH has it at 99.9 %. */
    public static final String ERROR_METADATA = "scoreError";

    private static final int MAX_EVENT_ID = 100;
    private static final int MAX_UNIT = 50;
    private static final int MAX_CATEGORY = 100;
    private static final int MAX_METADATA = 64;
    private static final int MAX_METADATA_VALUE = 2_000;
    private static final int MAX_SAMPLES = 10_000;

    public MetricEvent {
        Text.requireName("event_id", eventId, MAX_EVENT_ID);
        Text.requireName("model_name", modelName, MetricKey.MAX_MODEL_NAME);
        Text.requireName("name", name, MetricKey.MAX_NAME);
        Text.requireText("unit", unit, MAX_UNIT);
        Text.requireName("category", category, MAX_CATEGORY);
        requireFinite("value", value, modelName, name);
        requireThreshold(thresholdPercent);
        timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
        metadata = checked(metadata);
        samples = List.copyOf(samples);
        if (samples.size() > MAX_SAMPLES) {
            throw new InvalidMetricException("samples of " + modelName + ":" + name + " were " + samples.size()
                    + " but there must be at most " + MAX_SAMPLES + "; send a subset");
        }
        for (double sample : samples) {
            requireFinite("sample", sample, modelName, name);
        }
    }

    /** Starts an event with the four things that every measurement has. */
    public static MetricEventBuilder builder(String modelName, String name, double value, String unit) {
        return new MetricEventBuilder(modelName, name, value, unit);
    }

    /** Starts an equal event, to be changed. */
    public MetricEventBuilder toBuilder() {
        return toBuilder(value);
    }

    /** Starts an event with another value that is otherwise equal, to be changed. */
    public MetricEventBuilder toBuilder(double newValue) {
        return builder(modelName, name, newValue, unit)
                .eventId(eventId)
                .category(category)
                .timestamp(timestamp)
                .metadata(metadata)
                .direction(direction)
                .thresholdPercent(thresholdPercent)
                .samples(samples)
                .run(run)
                .verdictRequested(verdictRequested);
    }

    /** The same measurement in another unit; empty if the two units cannot be compared. */
    public Optional<MetricEvent> inUnit(String newUnit) {
        return unit.equals(newUnit)
                ? Optional.of(this)
                : UnitConversion.between(unit, newUnit).map(conversion -> inUnit(newUnit, conversion));
    }

    /** The same measurement in another unit: value, samples and {@link #ERROR_METADATA error}. */
    public MetricEvent inUnit(String newUnit, UnitConversion conversion) {
        return new MetricEvent(
                eventId,
                name,
                conversion.apply(value),
                newUnit,
                modelName,
                category,
                timestamp,
                inUnit(metadata, conversion),
                direction,
                thresholdPercent,
                samples.stream().map(conversion::apply).toList(),
                run,
                verdictRequested);
    }

    private static Map<String, String> inUnit(Map<String, String> metadata, UnitConversion conversion) {
        Double error = error(metadata);
        if (error == null) {
            return metadata;
        }
        Map<String, String> converted = new TreeMap<>(metadata);
        converted.put(ERROR_METADATA, Double.toString(conversion.apply(error)));
        return converted;
    }

    /** {@link #ERROR_METADATA} as a finite number of at least 0; null if it is not one. */
    public @Nullable Double error() {
        return error(metadata);
    }

    private static @Nullable Double error(Map<String, String> metadata) {
        String text = metadata.get(ERROR_METADATA);
        try {
            double error = text == null ? Double.NaN : Double.parseDouble(text);
            return error >= 0 && error <= Double.MAX_VALUE ? error : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code model_name:name}. */
    public MetricKey metricKey() {
        return new MetricKey(modelName, name);
    }

    /** Place of the measurement in its series: the commit's time if given, else its own time. */
    public Instant orderTime() {
        Instant commitTime = run.commitTime();
        return commitTime == null ? timestamp : commitTime;
    }

    /** A dimension's value: from the metadata, or {@code branch} from the run; null when the event lacks it. */
    @Nullable
    String dimension(String dimensionName) {
        String value = metadata.get(dimensionName);
        return value == null && dimensionName.equals("branch") ? run.branch() : value;
    }

    private static void requireFinite(String what, double value, String modelName, String name) {
        if (!Double.isFinite(value)) {
            throw new InvalidMetricException(what + " of " + modelName + ":" + name + " was " + value
                    + " but it must be finite; leave out measurements that failed");
        }
    }

    private static void requireThreshold(@Nullable Double thresholdPercent) {
        if (thresholdPercent != null && !(thresholdPercent > 0 && thresholdPercent <= 1e6)) {
            throw new InvalidMetricException("threshold was " + thresholdPercent
                    + " but it must be a percentage above 0, e.g. 5.0; correct it or leave it out");
        }
    }

    private static Map<String, String> checked(Map<String, String> metadata) {
        if (metadata.size() > MAX_METADATA) {
            throw new InvalidMetricException("metadata had " + metadata.size() + " entries but it must have at most "
                    + MAX_METADATA + "; keep the entries that make runs comparable");
        }
        metadata.forEach((key, value) -> {
            Text.requireName("metadata key", key, MAX_CATEGORY);
            if (value.length() > MAX_METADATA_VALUE) {
                throw new InvalidMetricException("metadata " + key + " had " + value.length()
                        + " characters but it must have at most " + MAX_METADATA_VALUE + "; shorten it");
            }
        });
        return metadata.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
}
