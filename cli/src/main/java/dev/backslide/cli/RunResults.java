package dev.backslide.cli;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Text;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run has recorded already: within a run one name has one result, since a second one would be judged against the first. Not
 * thread-safe.
 */
final class RunResults {

    /** So many of the newest measurements of each partition are looked through. */
    private static final int NEWEST = 2_000;

    private record Name(String series, @Nullable String runId) {}

    private final Map<Name, MetricEvent> first = new HashMap<>();

    /** Adds a recorded measurement of a series. */
    void add(String series, MetricEvent event) {
        if (event.run().runId() != null) {
            first.putIfAbsent(new Name(series, event.run().runId()), event);
        }
    }

    /**
     * Adds what was published of the runs and the series of some measurements.
     *
     * @param events by series, each with a run
     * @param deadline of {@link System#nanoTime}
     * @throws KafkaException when the topic of measurements cannot be read to its end by then
     */
    void addPublished(Cluster cluster, Collection<Map.Entry<String, MetricEvent>> events, long deadline) {
        Set<Name> wanted = new HashSet<>();
        events.forEach(
                one -> wanted.add(new Name(one.getKey(), one.getValue().run().runId())));
        TopicTail<MetricEvent> metrics =
                TopicTail.newest(cluster, cluster.topics().metrics(), NEWEST);
        boolean complete = metrics.read(deadline, (series, event) -> {
            if (wanted.contains(new Name(series, event.run().runId()))) {
                add(series, event);
            }
        });
        if (!complete) {
            throw new KafkaException("the topic of measurements was not read in time");
        }
    }

    /** Why a measurement cannot be recorded; empty: its run has no other result of its name. */
    Optional<String> refusal(String series, MetricEvent event) {
        return Optional.ofNullable(first.get(new Name(series, event.run().runId())))
                .filter(other -> !other.eventId().equals(event.eventId()))
                .map(other -> Text.quote(series) + " has a result in this run already, " + measurement(other)
                        + ", and two results of one name cannot be told apart; give " + measurement(event)
                        + " another name, or another model name");
    }

    private static String measurement(MetricEvent event) {
        return (Numbers.plain(event.value()) + " " + event.unit()).strip();
    }
}
