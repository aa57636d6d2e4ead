package dev.backslide.jmh;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.StorageException;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/** What a tracker has recorded; one that cannot be asked is asked once. Not thread-safe. */
final class TrackerHistory implements JmhHistory {

    private final PerformanceRegressionTracker tracker;
    private @Nullable String problem;

    TrackerHistory(PerformanceRegressionTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public Optional<Map<String, String>> newest(MetricEvent event) {
        if (problem != null) {
            return Optional.empty();
        }
        try {
            return tracker.getPreviousMetric(tracker.seriesKeyOf(event)).map(MetricEvent::metadata);
        } catch (InvalidMetricException e) {
            return Optional.empty();
        } catch (StorageException e) {
            problem = String.valueOf(e.getMessage());
            return Optional.empty();
        }
    }

    /** Why the tracker could not be asked. */
    Optional<String> problem() {
        return Optional.ofNullable(problem)
                .map(why -> "cannot check whether benchmarks have a history under a name without the mode (" + why
                        + "); they are recorded under names with the mode");
    }
}
