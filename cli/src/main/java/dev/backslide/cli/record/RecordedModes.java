package dev.backslide.cli.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.option.SinkOptions;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.store.StoreRequestException;
import dev.backslide.jmh.JmhHistory;
import dev.backslide.sdk.internal.pipeline.SinkClient;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.StorageException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a folder or the sink of a pipeline has of benchmarks; one that cannot be asked is asked once. Not thread-safe. */
final class RecordedModes implements JmhHistory {

    private final List<String> dimensions;
    private final Asked asked;
    private @Nullable String problem;

    /** Where a series is looked up. */
    @FunctionalInterface
    private interface Asked {
        Optional<Map<String, String>> newest(String seriesKey);
    }

    private RecordedModes(Configuration configuration, Asked asked) {
        this.dimensions = configuration.get(Setting.DIMENSIONS);
        this.asked = asked;
    }

    /** What the sink of a pipeline has. */
    static RecordedModes ofSink(Configuration configuration) {
        SinkClient client = SinkOptions.client(configuration);
        return new RecordedModes(configuration, key -> newest(client, key));
    }

    /** What a tracker has. */
    static RecordedModes of(PerformanceRegressionTracker tracker, Configuration configuration) {
        return new RecordedModes(
                configuration, key -> tracker.getPreviousMetric(key).map(MetricEvent::metadata));
    }

    @Override
    public Optional<Map<String, String>> newest(MetricEvent event) {
        if (problem != null) {
            return Optional.empty();
        }
        try {
            return asked.newest(SeriesKey.of(event, dimensions).toString());
        } catch (CommandFailure | StorageException | StoreRequestException e) {
            problem = String.valueOf(e.getMessage());
            return Optional.empty();
        }
    }

    /** Why nothing could be looked up. */
    Optional<String> problem() {
        return Optional.ofNullable(problem)
                .map(why -> "warning: cannot check whether benchmarks have a history under a name without the mode ("
                        + why + "); they are recorded under names with the mode");
    }

    private static Optional<Map<String, String>> newest(SinkClient client, String key) {
        return client.found("/api/v1/history", Map.of("key", key, "limit", "1"))
                .map(answer -> answer.path("history").path(0).path("metadata").path("mode"))
                .filter(JsonNode::isTextual)
                .map(mode -> Map.of("mode", mode.asText()));
    }
}
