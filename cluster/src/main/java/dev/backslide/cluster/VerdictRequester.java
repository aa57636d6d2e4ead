package dev.backslide.cluster;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the detector about events that are on the metrics topic already, by publishing them once more with a request for a verdict. It
 * knows them by their ids, so that this changes nothing and is answered. Immutable.
 */
public final class VerdictRequester {

    /** Below the publisher's queue capacity. */
    private static final int CHUNK = 2_000;

    private static final Duration LEAST = Duration.ofMillis(1);

    private final Configuration configuration;
    private final @Nullable Double threshold;

    /** @param threshold to be judged with, for events without one of their own; null: the detector's */
    public VerdictRequester(Configuration configuration, @Nullable Double threshold) {
        this.configuration = configuration;
        this.threshold = threshold;
    }

    /**
     * What the detector said. Immutable.
     *
     * @param verdict null: nothing
     * @param reason why nothing; empty with a verdict
     */
    public record Answer(@Nullable MetricVerdict verdict, String reason) {}

    /** Answers by event id. */
    public Map<String, Answer> ask(List<PublishedEvent> events, long deadline) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        List<MetricEvent> sendable = new ArrayList<>();
        List<String> dimensions = configuration.get(Setting.DIMENSIONS);
        for (PublishedEvent event : events) {
            if (event.isKeyedBy(dimensions)) {
                sendable.add(event.withThreshold(threshold));
            } else {
                answers.put(
                        event.event().eventId(),
                        new Answer(
                                null,
                                "its record key is '" + event.seriesKey() + "', which the dimensions " + dimensions
                                        + " do not give; configure the dimensions that its producer uses"));
            }
        }
        if (!sendable.isEmpty()) {
            try (ReportingPublisher publishing = new ReportingPublisher(configuration, RunContext.UNKNOWN)) {
                for (int from = 0; from < sendable.size(); from += CHUNK) {
                    List<MetricEvent> chunk = sendable.subList(from, Math.min(from + CHUNK, sendable.size()));
                    Duration left = Duration.ofNanos(deadline - System.nanoTime());
                    List<VerdictOutcome> outcomes =
                            publishing.publisher().recordAndAwaitAll(chunk, left.compareTo(LEAST) < 0 ? LEAST : left);
                    for (int i = 0; i < chunk.size(); i++) {
                        answers.put(chunk.get(i).eventId(), answer(outcomes.get(i)));
                    }
                }
            }
        }
        return answers;
    }

    private static Answer answer(VerdictOutcome outcome) {
        if (outcome instanceof Received received) {
            return new Answer(received.verdict(), "");
        }
        return new Answer(null, outcome instanceof NoneCame none ? none.reason() : ((NotSent) outcome).message());
    }
}
