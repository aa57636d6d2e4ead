package dev.backslide.sdk;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.Policy;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes events of this run, measured now. Thread-safe. */
final class Measuring {

    private final TrackerSettings settings;
    private final String eventIdPrefix = UUID.randomUUID() + "-";
    private final AtomicLong eventIds = new AtomicLong();

    Measuring(TrackerSettings settings) {
        this.settings = settings;
    }

    /** @throws dev.backslide.core.InvalidMetricException when it breaks a rule of the model */
    MetricEvent event(
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

    /** The event with threshold and direction of the user's policies, where it has none and the user has policies. */
    MetricEvent underPolicies(MetricEvent event) {
        if (!settings.policiesGiven()) {
            return event;
        }
        Policy policy = settings.policies().policyFor(event.metricKey());
        Double own = event.thresholdPercent();
        return event.toBuilder()
                .direction(direction(event, policy))
                .thresholdPercent(own == null ? Double.valueOf(policy.thresholdPercent()) : own)
                .build();
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
