package dev.backslide.cluster;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * An event as it stands on the metrics topic. Immutable.
 *
 * @param seriesKey the record's key
 * @param event its value
 */
public record PublishedEvent(String seriesKey, MetricEvent event) {

    /** Whether these dimensions give the event the key that it has; with another one it would be another measurement. */
    boolean isKeyedBy(List<String> dimensions) {
        return SeriesKey.of(event, dimensions).toString().equals(seriesKey);
    }

    /** The event, with this threshold unless it has one of its own. */
    MetricEvent withThreshold(@Nullable Double threshold) {
        return threshold == null || event.thresholdPercent() != null
                ? event
                : event.toBuilder().thresholdPercent(threshold).build();
    }
}
