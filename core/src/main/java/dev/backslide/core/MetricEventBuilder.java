package dev.backslide.core;

import dev.backslide.core.text.Secrets;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Builds a {@link MetricEvent}; a value that is not set, or set to null, keeps the default of its setter, so that no measurement is lost
 * because an optional value is missing. Not thread-safe: one per thread.
 *
 * @since 0.1
 */
public final class MetricEventBuilder {

    /** Category of an event that names none. */
    public static final String DEFAULT_CATEGORY = "performance";

    private final String modelName;
    private final String name;
    private final double value;
    private final String unit;
    private final Map<String, String> metadata = new TreeMap<>();
    private String category = DEFAULT_CATEGORY;
    private List<Double> samples = List.of();
    private Run run = Run.UNKNOWN;
    private boolean verdictRequested;
    private @Nullable String eventId;
    private @Nullable Instant timestamp;
    private @Nullable Direction direction;
    private @Nullable Double thresholdPercent;

    MetricEventBuilder(String modelName, String name, double value, String unit) {
        this.modelName = modelName;
        this.name = name;
        this.value = value;
        this.unit = unit;
    }

    /** {@code model_name:name} as given, unchecked: for messages about a measurement that may be invalid. */
    public String metric() {
        return modelName + ":" + name;
    }

    /** Idempotency key; default: a random UUID. */
    public MetricEventBuilder eventId(@Nullable String id) {
        this.eventId = id;
        return this;
    }

    /** Default: {@value #DEFAULT_CATEGORY}. */
    public MetricEventBuilder category(@Nullable String newCategory) {
        this.category = newCategory == null ? DEFAULT_CATEGORY : newCategory;
        return this;
    }

    /** When it was measured. Must be set: the core has no clock. */
    public MetricEventBuilder timestamp(Instant instant) {
        this.timestamp = instant;
        return this;
    }

    /** Adds one entry, unless key or text is null; log-ins in URLs, and values of keys that name a secret, are masked; default: none. */
    public MetricEventBuilder metadata(@Nullable String key, @Nullable String text) {
        if (key != null && text != null) {
            metadata.put(key, Secrets.maskFact(key, text));
        }
        return this;
    }

    /** Adds entries, except those whose key or text is null; default: none. */
    public MetricEventBuilder metadata(@Nullable Map<String, String> entries) {
        if (entries != null) {
            entries.forEach(this::metadata);
        }
        return this;
    }

    /** Which way is better, UNKNOWN to track the metric alone; default: from policy, category and unit. */
    public MetricEventBuilder direction(@Nullable Direction newDirection) {
        this.direction = newDirection;
        return this;
    }

    /** Percentage above which worse is a regression; default: from policy. */
    public MetricEventBuilder thresholdPercent(@Nullable Double percent) {
        this.thresholdPercent = percent;
        return this;
    }

    /** Values within the run, of which null ones are left out; default: none. */
    public MetricEventBuilder samples(@Nullable List<@Nullable Double> values) {
        this.samples = values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
        return this;
    }

    /** The execution it comes from; default: unknown. */
    public MetricEventBuilder run(@Nullable Run newRun) {
        this.run = newRun == null ? Run.UNKNOWN : newRun;
        return this;
    }

    /** Whether a verdict is wanted; default: no. */
    public MetricEventBuilder verdictRequested(boolean requested) {
        this.verdictRequested = requested;
        return this;
    }

    /** @throws InvalidMetricException when the event breaks a rule of {@link MetricEvent}, or has no timestamp */
    public MetricEvent build() {
        requireSet("model_name", modelName);
        requireSet("name", name);
        requireSet("unit", unit);
        if (timestamp == null) {
            throw new InvalidMetricException(
                    "timestamp of " + modelName + ":" + name + " was not set but every measurement needs one; set it");
        }
        String id = eventId == null ? UUID.randomUUID().toString() : eventId;
        return new MetricEvent(
                id,
                name,
                value,
                unit,
                modelName,
                category,
                timestamp,
                metadata,
                direction,
                thresholdPercent,
                samples,
                run,
                verdictRequested);
    }

    private void requireSet(String field, @Nullable String text) {
        if (text == null) {
            throw new InvalidMetricException(field + " of " + metric()
                    + " was null but every measurement needs one; set it (a unit may be empty)");
        }
    }
}
