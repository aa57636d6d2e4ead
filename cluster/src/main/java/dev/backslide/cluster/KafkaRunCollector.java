package dev.backslide.cluster;

import dev.backslide.configuration.Configuration;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run published to Kafka, by producers in any language, and what became of it: each event counts once, with the first verdict
 * there is. Not thread-safe.
 */
public final class KafkaRunCollector implements AutoCloseable {

    /** The alerts are read after everybody has waited for verdicts, however long that took. */
    private static final Duration FOR_ALERTS = Duration.ofSeconds(2);

    private final Configuration configuration;
    private final String runId;
    private final @Nullable Double threshold;
    private final Cluster cluster;
    private final TopicTail<MetricEvent> metrics;
    private final TopicTail<MetricVerdict> verdicts;
    private final TopicTail<RegressionAlert> alerts;
    private final Map<String, PublishedEvent> published = new LinkedHashMap<>();
    private final Map<String, MeasurementResult> measured = new LinkedHashMap<>();

    /**
     * Notes where the topics end: what the run publishes comes after.
     *
     * @param threshold that measurements without one of their own are judged with; null: the detector's
     * @throws ClusterException when there is no broker
     */
    public KafkaRunCollector(Configuration configuration, String runId, @Nullable Double threshold) {
        this.configuration = configuration;
        this.runId = runId;
        this.threshold = threshold;
        this.cluster = Cluster.connect(configuration);
        try {
            this.metrics = new TopicTail<>(cluster, cluster.topics().metrics());
            this.verdicts = new TopicTail<>(cluster, cluster.topics().verdicts());
            this.alerts = new TopicTail<>(cluster, cluster.topics().alerts());
        } catch (KafkaException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Collects once the run has ended.
     *
     * @param results what its trackers have written, by event id
     * @param timeout for everything
     * @param problems told what could not be read
     */
    public List<MeasurementResult> collect(
            Map<String, MeasurementResult> results, Duration timeout, List<String> problems) {
        long deadline = System.nanoTime() + timeout.toNanos();
        measured.putAll(results);
        try {
            boolean complete = metrics.read(deadline, this::addEvent);
            complete &= verdicts.read(deadline, (key, verdict) -> addVerdict(verdict));
            new VerdictRequester(configuration, threshold).ask(open(), deadline).forEach(this::addAnswer);
            complete &= addAlerts(Math.max(deadline, System.nanoTime() + FOR_ALERTS.toNanos()));
            if (!complete) {
                problems.add("the topics could not be read to their ends within " + timeout.toSeconds()
                        + " s; give more with --timeout");
            }
        } catch (KafkaException e) {
            problems.add("Kafka stopped answering (" + e.getMessage() + "); not all verdicts are known");
        }
        return List.copyOf(measured.values());
    }

    @Override
    public void close() {
        cluster.close();
    }

    private void addEvent(String key, MetricEvent event) {
        String id = event.eventId();
        if (runId.equals(event.run().runId()) || measured.containsKey(id)) {
            published.putIfAbsent(id, new PublishedEvent(key, event));
            measured.putIfAbsent(
                    id, MeasurementResult.unanswered(event, key, "the command did not wait for a verdict"));
        }
    }

    private void addVerdict(MetricVerdict verdict) {
        measured.computeIfPresent(
                verdict.eventId(), (id, known) -> known.verdict() == null ? known.answered(verdict) : known);
    }

    private void addAnswer(String eventId, VerdictRequester.Answer answer) {
        MetricVerdict verdict = answer.verdict();
        measured.computeIfPresent(
                eventId,
                (id, known) -> verdict != null
                        ? known.answered(verdict)
                        : known.verdict() == null ? known.withReason(answer.reason()) : known);
    }

    /** The events to be asked about: those without a verdict, and those judged by another threshold than the one wanted. */
    private List<PublishedEvent> open() {
        List<PublishedEvent> open = new ArrayList<>();
        published.forEach((id, event) -> {
            MeasurementResult known = measured.get(id);
            if (known != null && (known.verdict() == null || isOtherThreshold(known))) {
                open.add(event);
            }
        });
        return open;
    }

    private boolean isOtherThreshold(MeasurementResult known) {
        Double wanted = thresholdFor(known.eventId());
        return wanted != null && !wanted.equals(known.thresholdPercent());
    }

    /** The threshold of the command line, for an event without one of its own; null: the event's or the detector's. */
    private @Nullable Double thresholdFor(String eventId) {
        PublishedEvent event = published.get(eventId);
        return event == null || event.event().thresholdPercent() != null ? null : threshold;
    }

    /** An alert that one of the run's events raised is a regression, unless somebody or something has closed it since. */
    private boolean addAlerts(long deadline) {
        Map<String, RegressionAlert> raised = new LinkedHashMap<>();
        Map<String, RegressionAlert> latest = new LinkedHashMap<>();
        boolean complete = alerts.read(deadline, (key, alert) -> {
            if (alert.isRaised() && measured.containsKey(alert.eventId())) {
                raised.put(alert.alertId(), alert);
            }
            latest.put(alert.alertId(), alert);
        });
        raised.forEach((id, alert) -> {
            RegressionAlert now = latest.getOrDefault(id, alert);
            Double wanted = thresholdFor(alert.eventId());
            Double change = now.changePercent();
            boolean counts = wanted == null || change == null || Math.abs(change) > wanted;
            if (now.state().isOpen() && counts) {
                measured.computeIfPresent(alert.eventId(), (event, known) -> known.raised(now, wanted));
            }
        });
        return complete;
    }
}
