package dev.backslide.cli.record;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.cluster.BatchPublisher;
import dev.backslide.cluster.Cluster;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.SeriesKey;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Records measurements through Kafka as they come, but not those of which their run has another result. It holds a chunk of measurements
 * and what the newest records say of the run. Not thread-safe.
 */
final class KafkaRecorder {

    private final CliContext context;
    private final Configuration configuration;
    private final Cluster cluster;
    private final BatchPublisher bulk;
    private final BiConsumer<MetricEvent, VerdictOutcome> outcomes;
    private final RunResults results = new RunResults();
    private final Set<String> runs = new HashSet<>();
    private final List<MetricEvent> chunk = new ArrayList<>();
    private long samples;
    private long again;

    /** @param outcomes told what became of each measurement, in their order */
    KafkaRecorder(
            CliContext context,
            Configuration configuration,
            Cluster cluster,
            BatchPublisher bulk,
            BiConsumer<MetricEvent, VerdictOutcome> outcomes) {
        this.context = context;
        this.configuration = configuration;
        this.cluster = cluster;
        this.bulk = bulk;
        this.outcomes = outcomes;
    }

    void add(MetricEvent event) {
        String run = event.run().runId();
        if (run != null && runs.add(run)) {
            learn(run);
        }
        MetricEvent known = results.asRecorded(series(event), event);
        again += known.equals(event) ? 0 : 1;
        chunk.add(known);
        samples += known.samples().size();
        if (BatchPublisher.isFull(chunk.size(), samples)) {
            publish();
        }
    }

    /** Publishes what is left; returns how many measurements were there before, at another time. */
    long finish() {
        publish();
        return again;
    }

    private void publish() {
        List<@Nullable NotSent> refusals = new ArrayList<>();
        List<MetricEvent> good = new ArrayList<>();
        for (MetricEvent event : chunk) {
            NotSent refusal = results.refusal(series(event), event)
                    .map(why -> new NotSent(DropReason.INVALID, why))
                    .orElse(null);
            refusals.add(refusal);
            if (refusal == null) {
                good.add(event);
            }
        }
        Iterator<VerdictOutcome> published = good.isEmpty()
                ? List.<VerdictOutcome>of().iterator()
                : bulk.publish(good).iterator();
        for (int i = 0; i < chunk.size(); i++) {
            NotSent refusal = refusals.get(i);
            outcomes.accept(chunk.get(i), refusal == null ? published.next() : refusal);
        }
        chunk.clear();
        samples = 0;
    }

    /** Where that cannot be found out, nothing is refused. */
    private void learn(String run) {
        try {
            results.addPublished(
                    cluster,
                    run,
                    System.nanoTime()
                            + configuration.get(Setting.BROKER_TIMEOUT).toNanos());
        } catch (KafkaException e) {
            Failures.print(
                    context.err(),
                    "cannot check whether this run has other results of the same names (" + Failures.describe(e)
                            + "); allow this client to read the topic of measurements");
        }
    }

    private String series(MetricEvent event) {
        return SeriesKey.of(event, configuration.get(Setting.DIMENSIONS)).toString();
    }
}
