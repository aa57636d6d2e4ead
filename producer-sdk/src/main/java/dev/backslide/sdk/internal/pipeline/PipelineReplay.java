package dev.backslide.sdk.internal.pipeline;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.text.Counted;
import dev.backslide.sdk.DropReason;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherListener;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.internal.publish.EventValidator;
import dev.backslide.sdk.tracker.StorageException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends measurements to a pipeline again, with their event ids, and commands at their places between them: before and after a
 * command the detector has judged everything that came before. Not thread-safe.
 */
final class PipelineReplay implements AutoCloseable {

    private static final int FLUSH_EVERY = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicReference<String> complaint = new AtomicReference<>();
    private final MetricPublisher publisher;
    private final CommandSender sender;
    private final DetectorProgress detector;
    private long measurements;
    private long commands;

    PipelineReplay(PublisherSettings settings) {
        this.publisher = MetricPublisher.start(withListener(settings));
        this.sender = new CommandSender(settings);
        this.detector = new DetectorProgress(settings);
    }

    void send(MetricEvent event) {
        publisher.record(EventValidator.requestingVerdict(event, false));
        if (++measurements % FLUSH_EVERY == 0) {
            requireDelivered();
        }
    }

    void send(AlertCommand command) {
        awaitJudged();
        sender.send(command);
        commands++;
        detector.awaitNothingLeft(PATIENCE);
    }

    /** Waits until everything that was sent is judged. */
    void awaitJudged() {
        requireDelivered();
        detector.awaitNothingLeft(PATIENCE);
    }

    long measurements() {
        return measurements;
    }

    long commands() {
        return commands;
    }

    private void requireDelivered() {
        boolean inTime = publisher.flush(PATIENCE);
        long lost = publisher.counters().dropped()
                + (inTime ? 0 : publisher.counters().pending());
        if (lost > 0) {
            String why = complaint.get();
            throw new StorageException(lost + " of " + Counted.of(measurements, "measurement")
                    + (lost == 1 ? " was" : " were") + " not delivered ("
                    + (why == null ? "the broker did not answer within " + PATIENCE.toSeconds() + " s" : why)
                    + "); run this again, nothing is counted twice");
        }
    }

    private PublisherSettings withListener(PublisherSettings settings) {
        PublisherListener listener = new PublisherListener() {
            @Override
            public void dropped(DropReason reason, String metric, long count, String message) {
                complaint.compareAndSet(null, message);
                settings.listener().dropped(reason, metric, count, message);
            }

            @Override
            public void waiting(String message) {
                settings.listener().waiting(message);
            }
        };
        return settings.toBuilder()
                .queueCapacity(Math.max(settings.queueCapacity(), 2 * FLUSH_EVERY))
                .closeOnExit(false)
                .listener(listener)
                .build();
    }

    @Override
    public void close() {
        publisher.close();
        sender.close();
        detector.close();
    }
}
