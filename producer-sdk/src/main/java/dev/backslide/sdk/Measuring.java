package dev.backslide.sdk;

import dev.backslide.core.Direction;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.detection.Policy;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Makes events of this run, measured now. Thread-safe. */
final class Measuring {

    private final TrackerSettings settings;
    private final String eventIdPrefix = UUID.randomUUID() + "-";
    private final AtomicLong eventIds = new AtomicLong();
    private final Reports reports = new Reports(PublisherListener.NONE);

    Measuring(TrackerSettings settings) {
        this.settings = settings;
    }

    /**
     * Adds a measurement of this run, taken now; one that is refused leaves its line in the results, too.
     *
     * @param results null: none are written
     * @param tracker takes the measurement
     */
    VerdictOutcome record(
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
            reports.invalid(modelName + ":" + name, refused.message());
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
    MetricEvent underPolicies(MetricEvent event) {
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
