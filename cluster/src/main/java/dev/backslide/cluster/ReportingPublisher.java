package dev.backslide.cluster;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.text.Counted;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherListener;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.RunContext;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A publisher for one command, and what it complained about. Thread-safe. */
public final class ReportingPublisher implements AutoCloseable {

    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Duration timeout;
    private final MetricPublisher publisher;

    public ReportingPublisher(Configuration configuration, RunContext run) {
        this(configuration, run, configuration.get(Setting.DIMENSIONS));
    }

    /** @param dimensions that tell series apart */
    public ReportingPublisher(Configuration configuration, RunContext run, List<String> dimensions) {
        PublisherListener listener = new PublisherListener() {
            @Override
            public void dropped(DropReason reason, String metric, long count, String message) {
                complaints.add(message);
            }
        };
        timeout = configuration.get(Setting.BROKER_TIMEOUT);
        publisher = MetricPublisher.start(PublisherSettings.builder(configuration.get(Setting.BOOTSTRAP_SERVERS))
                .topics(configuration.topics())
                .dimensions(dimensions)
                .clientOverrides(configuration.kafkaClient())
                .runContext(run)
                .deliveryTimeout(timeout)
                .closeTimeout(timeout)
                .closeOnExit(false)
                .listener(listener)
                .build());
    }

    public MetricPublisher publisher() {
        return publisher;
    }

    /** @throws ClusterException unless everything recorded so far was acknowledged by the broker */
    public void requireDelivered() {
        boolean inTime = publisher.flush(timeout);
        long lost = publisher.counters().dropped()
                + (inTime ? 0 : publisher.counters().pending());
        if (lost > 0) {
            String complaint = complaints.peek();
            throw new ClusterException(lost + " of "
                    + Counted.of(publisher.counters().accepted(), "measurement")
                    + (lost == 1 ? " was" : " were") + " not delivered ("
                    + (complaint == null ? "the broker did not answer within " + Cluster.seconds(timeout) : complaint)
                    + "); run the command again, nothing is counted twice");
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
