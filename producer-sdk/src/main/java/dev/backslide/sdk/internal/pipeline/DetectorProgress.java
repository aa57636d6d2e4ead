package dev.backslide.sdk.internal.pipeline;

import dev.backslide.schemas.ConsumerLag;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.internal.publish.Deadline;
import dev.backslide.sdk.tracker.StorageException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.IsolationLevel;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How far the detector is with measurements and commands: what its group has committed against the topics' ends. Thread-safe. */
final class DetectorProgress implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final Admin admin;
    private final String group;
    private final List<String> topics;

    DetectorProgress(PublisherSettings settings) {
        Map<String, Object> config = new HashMap<>(settings.clientOverrides());
        config.keySet().retainAll(AdminClientConfig.configNames());
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        TopicCatalogue catalogue = TopicCatalogue.of(settings.topics(), settings.clientOverrides());
        this.admin = Admin.create(config);
        this.group = settings.topics().detectorGroup();
        this.topics = List.of(catalogue.metrics().name(), catalogue.commands().name());
    }

    /**
     * Waits until everything that was sent before is judged; what others send meanwhile is not waited for.
     *
     * @param patience how long the detector may stand still
     * @throws StorageException when it stands still for longer, or the broker does not answer
     */
    void awaitNothingLeft(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        ConsumerLag lag = get(() -> ConsumerLag.upToNow(admin, group, topics, IsolationLevel.READ_UNCOMMITTED));
        long before = Long.MAX_VALUE;
        for (long left = get(lag::records); left > 0; left = get(lag::records)) {
            if (left < before) {
                before = left;
                deadline = Deadline.in(patience);
            } else if (deadline.remainingNanos() == 0) {
                throw new StorageException(left + " records are left and the detector has judged none for "
                        + patience.toSeconds() + " s; start a detector for this topic prefix, and run this again");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageException("interrupted while waiting for the detector", e);
            }
        }
    }

    @FunctionalInterface
    private interface Answer<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    private static <T> T get(Answer<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new StorageException(
                    "the broker did not return the position of the detector (" + e.getCause() + "); is it running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while asking the broker", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
