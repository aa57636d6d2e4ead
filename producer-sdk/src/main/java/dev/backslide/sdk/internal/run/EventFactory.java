package dev.backslide.sdk.internal.run;

import dev.backslide.core.Direction;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.PublisherListener;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.internal.publish.DropLogger;
import dev.backslide.sdk.tracker.ResultsFile;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Makes events of this run, measured now. Thread-safe. */
public final class EventFactory {

    private final TrackerSettings settings;
    private final String eventIdPrefix = UUID.randomUUID() + "-";
    private final AtomicLong eventIds = new AtomicLong();
    private final DropLogger dropLogger = new DropLogger(PublisherListener.NONE);

    public EventFactory(TrackerSettings settings) {
        this.settings = settings;
    }

    /**
     * Adds a measurement of this run, taken now; one that is refused leaves its line in the results, too.
     *
     * @param results null: none are written
     * @param tracker takes the measurement
     */
    public VerdictOutcome record(
            String name,
            double value,
            String unit,
            String modelName,
            String category,
            Map<String, String> metadata,
            @Nullable ResultsFile results,
            Function<MetricEvent, VerdictOutcome> tracker) {
        MetricEvent event;
        try {
            event = event(name, value, unit, modelName, category, metadata);
        } catch (InvalidMetricException e) {
            NotSent refused = new NotSent(DropReason.INVALID, String.valueOf(e.getMessage()));
            dropLogger.invalid(modelName + ":" + name, refused.message());
            if (results != null) {
                results.appendRefused(name, unit, modelName, refused.message());
            }
            return refused;
        }
        return tracker.apply(event);
    }

    /** @throws InvalidMetricException when it breaks a rule of the model */
    private MetricEvent event(
            String name, double value, String unit, String modelName, String category, Map<String, String> metadata) {
        return MetricEvent.builder(modelName, name, value, unit)
                .eventId(eventIdPrefix + eventIds.incrementAndGet())
                .timestamp(settings.clock().instant())
                .run(settings.runContext().run())
                .metadata(settings.runContext().metadata())
                .category(category)
                .metadata(metadata)
                .build();
    }

    /** The event with threshold and direction that the user chose for it, where it has none of its own. */
    public MetricEvent underPolicies(MetricEvent event) {
        if (!settings.thresholdGiven() && !settings.directionGiven()) {
            return event;
        }
        Policy policy = settings.policies().policyFor(event.metricKey());
        MetricEventBuilder under = event.toBuilder();
        if (settings.directionGiven()) {
            under.direction(direction(event, policy));
        }
        if (settings.thresholdGiven() && event.thresholdPercent() == null) {
            under.thresholdPercent(policy.thresholdPercent());
        }
        return under.build();
    }

    private static @Nullable Direction direction(MetricEvent event, Policy policy) {
        Direction declared = event.direction();
        if (declared != null && declared != Direction.UNKNOWN) {
            return declared;
        }
        Direction found = policy.direction() == Direction.UNKNOWN
                ? policy.directionRule().directionOf(event.category(), event.unit())
                : policy.direction();
        return found == Direction.UNKNOWN ? declared : found;
    }
}
