package dev.backslide.cli.record;

import dev.backslide.cluster.Cluster;
import dev.backslide.cluster.TopicTail;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.core.Text;
import dev.backslide.core.report.PlainNumber;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has recorded already: within a run one name has one result, since a second one would be judged against the first. Not
 * thread-safe.
 */
final class RunResults {

    /** So many of the newest measurements of each partition are looked through. */
    private static final int NEWEST = 2_000;

    private record Name(String series, @Nullable String runId) {}

    private record Id(String series, String eventId) {}

    /** What is kept of a measurement: not its samples. */
    private record Result(String eventId, String text, Instant timestamp, Run run) {}

    private final Map<Name, Result> first = new HashMap<>();
    private final Map<Id, Result> byId = new HashMap<>();

    /** Adds a recorded measurement of a series. */
    void add(String series, MetricEvent event) {
        Result result = new Result(event.eventId(), measurement(event), event.timestamp(), event.run());
        byId.putIfAbsent(new Id(series, event.eventId()), result);
        if (event.run().runId() != null) {
            first.putIfAbsent(new Name(series, event.run().runId()), result);
        }
    }

    /**
     * Adds what was published of a run.
     *
     * @param deadline of {@link System#nanoTime}
     * @throws KafkaException when the topic of measurements cannot be read to its end by then
     */
    void addPublished(Cluster cluster, String runId, long deadline) {
        TopicTail<MetricEvent> metrics =
                TopicTail.newest(cluster, cluster.topics().metrics(), NEWEST);
        boolean complete = metrics.read(deadline, (series, event) -> {
            if (runId.equals(event.run().runId())) {
                add(series, event);
            }
        });
        if (!complete) {
            throw new KafkaException("the topic of measurements was not read in time");
        }
    }

    /** The measurement, with the time that it was recorded with before: one measurement has one time. */
    MetricEvent asRecorded(String series, MetricEvent event) {
        Result known = byId.get(new Id(series, event.eventId()));
        if (known == null) {
            return event;
        }
        MetricEvent recorded =
                event.toBuilder().timestamp(known.timestamp()).run(known.run()).build();
        return recorded.orderTime().equals(event.orderTime()) ? event : recorded;
    }

    /** Why a measurement cannot be recorded; empty: its run has no other result of its name. */
    Optional<String> refusal(String series, MetricEvent event) {
        return Optional.ofNullable(first.get(new Name(series, event.run().runId())))
                .filter(other -> !other.eventId().equals(event.eventId()))
                .map(other -> Text.quote(series) + " has a result in this run already, " + other.text()
                        + ", and two results of one name cannot be told apart; give " + measurement(event)
                        + " another name, or another model name");
    }

    private static String measurement(MetricEvent event) {
        return (PlainNumber.of(event.value()) + " " + event.unit()).strip();
    }
}
