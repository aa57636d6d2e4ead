package dev.backslide.sdk;

import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.internal.publish.ClientConfig;
import dev.backslide.sdk.internal.publish.Deadline;
import dev.backslide.sdk.internal.publish.DropLogger;
import dev.backslide.sdk.internal.publish.EventValidator;
import dev.backslide.sdk.internal.publish.ExitHook;
import dev.backslide.sdk.internal.publish.PendingVerdict;
import dev.backslide.sdk.internal.publish.PendingVerdict.Rejected;
import dev.backslide.sdk.internal.publish.PendingVerdict.Sendable;
import dev.backslide.sdk.internal.publish.PublisherMetrics;
import dev.backslide.sdk.internal.publish.QueueItem.Measurement;
import dev.backslide.sdk.internal.publish.Sender;
import dev.backslide.sdk.internal.publish.VerdictReader;
import dev.backslide.sdk.internal.publish.Verdicts;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes measurements. {@code record} returns at once and never throws: a measurement that cannot be sent is counted, reported to the
 * {@link PublisherListener} and logged. {@code recordAndAwait} waits for the verdict. Acknowledged measurements are in the metrics topic
 * exactly once and in the order of recording, per series; a crash of this JVM loses pending ones.
 * Thread-safe: one for the whole JVM is best.
 *
 * @since 0.1
 */
public final class MetricPublisher implements AutoCloseable {

    private final PublisherSettings settings;
    private final EventValidator validator;
    private final PublisherMetrics metrics = new PublisherMetrics();
    private final DropLogger dropLogger;
    private final Sender sender;
    private final Clock clock;
    private final String eventIdPrefix = UUID.randomUUID() + "-";
    private final AtomicLong eventIds = new AtomicLong();
    private final ExitHook exitHook;
    private final VerdictReader verdictReader;
    private final Verdicts verdicts;
    private boolean closed;

    private MetricPublisher(PublisherSettings settings) {
        this.settings = settings;
        this.clock = settings.clock();
        TopicCatalogue topics = TopicCatalogue.of(settings.topics(), settings.clientOverrides());
        this.validator = new EventValidator(settings.dimensions(), clock);
        this.dropLogger = new DropLogger(settings.listener());
        this.sender = new Sender(
                new KafkaProducer<>(
                        ClientConfig.producer(settings),
                        topics.metrics().keySerde().serializer(),
                        topics.metrics().valueSerde().serializer()),
                topics.metrics(),
                settings.queueCapacity(),
                metrics,
                dropLogger);
        this.verdictReader = new VerdictReader(
                () -> new KafkaConsumer<>(
                        ClientConfig.consumer(settings), new StringDeserializer(), new ByteArrayDeserializer()),
                topics.verdicts());
        this.verdicts = new Verdicts(sender, verdictReader, settings.topics().prefix());
        this.exitHook = new ExitHook(this);
    }

    /**
     * Starts a publisher; the broker need not be there yet.
     *
     * @throws org.apache.kafka.common.KafkaException when the client settings are wrong
     */
    public static MetricPublisher start(PublisherSettings settings) {
        MetricPublisher publisher = new MetricPublisher(settings);
        publisher.sender.start();
        if (settings.closeOnExit()) {
            publisher.exitHook.add();
        }
        return publisher;
    }

    /** Starts an event of this run, measured now: id, timestamp, run and the run's metadata are set and can be overridden. */
    public MetricEventBuilder measurement(String modelName, String name, double value, String unit) {
        return MetricEvent.builder(modelName, name, value, unit)
                .eventId(eventIdPrefix + eventIds.incrementAndGet())
                .timestamp(clock.instant())
                .run(settings.runContext().run())
                .metadata(settings.runContext().metadata());
    }

    /** Records an event as it is: its own run and metadata, not this publisher's. */
    public void record(MetricEvent event) {
        metrics.accepted();
        try {
            sender.offer(new Measurement(validator.seriesKeyOf(event), event, sender, null));
        } catch (RuntimeException e) {
            reject(metricOf(event), e);
        }
    }

    /** Builds and records a measurement of {@link #measurement}. */
    public void record(MetricEventBuilder measurement) {
        metrics.accepted();
        try {
            MetricEvent event = measurement.build();
            sender.offer(new Measurement(validator.seriesKeyOf(event), event, sender, null));
        } catch (RuntimeException e) {
            reject(measurement == null ? "null" : measurement.metric(), e);
        }
    }

    /** Records an event, asking for a verdict, and waits for it no longer than the timeout. Never throws. */
    public VerdictOutcome recordAndAwait(MetricEvent event, Duration timeout) {
        return recordAndAwaitAll(Collections.singletonList(event), timeout).get(0);
    }

    /** Records events, asking for verdicts, and waits for all of them until one timeout; outcomes in the events' order. */
    public List<VerdictOutcome> recordAndAwaitAll(List<MetricEvent> events, Duration timeout) {
        Deadline deadline = Deadline.in(timeout);
        List<PendingVerdict> attempts = events.stream().map(this::attempt).toList();
        return verdicts.sendAndAwait(attempts, deadline);
    }

    /** Counts of the measurements so far, by outcome. */
    public PublisherCounters counters() {
        return metrics.snapshot();
    }

    /** Waits until all earlier measurements are delivered or dropped; returns false if the timeout passes first. */
    public boolean flush(Duration timeout) {
        return sender.flush(Deadline.in(timeout));
    }

    /** Closes with the settings' close timeout. */
    @Override
    public void close() {
        close(settings.closeTimeout());
    }

    /**
     * Accepts no more measurements and delivers pending ones until the timeout. The rest is dropped, counted and reported. Closing again
     * does nothing.
     *
     * @return whether everything pending was delivered or dropped in time
     */
    public synchronized boolean close(Duration timeout) {
        if (closed) {
            return true;
        }
        closed = true;
        Deadline deadline = Deadline.in(timeout);
        exitHook.remove();
        boolean inTime = sender.close(deadline);
        verdictReader.close();
        return inTime;
    }

    private PendingVerdict attempt(MetricEvent event) {
        metrics.accepted();
        try {
            return new Sendable(validator.seriesKeyOf(event), EventValidator.requestingVerdict(event));
        } catch (RuntimeException e) {
            return new Rejected(new NotSent(DropReason.INVALID, reject(metricOf(event), e)));
        }
    }

    private static String metricOf(MetricEvent event) {
        return event == null ? "null" : event.modelName() + ":" + event.name();
    }

    private String reject(String metric, RuntimeException e) {
        metrics.dropped(DropReason.INVALID);
        String message = e instanceof InvalidMetricException
                ? String.valueOf(e.getMessage())
                : "the measurement was not recorded (" + e + "); no argument may be null";
        dropLogger.invalid(metric, message);
        return message;
    }
}
