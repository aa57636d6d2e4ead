package dev.backslide.core;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Builds a {@link MetricEvent}; what is not set keeps the default that its setter names. Not thread-safe: one a thread. */
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
    public MetricEventBuilder eventId(String id) {
        this.eventId = id;
        return this;
    }

    /** Default: {@value #DEFAULT_CATEGORY}. */
    public MetricEventBuilder category(String newCategory) {
        this.category = newCategory;
        return this;
    }

    /** When it was measured. Must be set: the core has no clock. */
    public MetricEventBuilder timestamp(Instant instant) {
        this.timestamp = instant;
        return this;
    }

    /** Adds one entry; default: none. */
    public MetricEventBuilder metadata(String key, String text) {
        metadata.put(key, text);
        return this;
    }

    /** Adds entries; default: none. */
    public MetricEventBuilder metadata(Map<String, String> entries) {
        metadata.putAll(entries);
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

    /** Values within the run; default: none. */
    public MetricEventBuilder samples(List<Double> values) {
        this.samples = values;
        return this;
    }

    /** The execution it comes from; default: unknown. */
    public MetricEventBuilder run(Run newRun) {
        this.run = newRun;
        return this;
    }

    /** Whether a verdict is wanted; default: no. */
    public MetricEventBuilder verdictRequested(boolean requested) {
        this.verdictRequested = requested;
        return this;
    }

    /** @throws InvalidMetricException when the event breaks a rule of {@link MetricEvent}, or has no timestamp */
    public MetricEvent build() {
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
}
