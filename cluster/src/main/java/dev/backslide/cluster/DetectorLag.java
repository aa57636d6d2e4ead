package dev.backslide.cluster;

import dev.backslide.schemas.ConsumerLag;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * How many published measurements the detector has not judged yet: the ends of the metrics topic against what its group has
 * committed. Thread-safe.
 */
public final class DetectorLag {

    private static final long PAUSE_MILLIS = 50;

    private final Admin admin;
    private final String topic;
    private final String group;

    public DetectorLag(Cluster cluster) {
        this.admin = cluster.admin();
        this.topic = cluster.topics().metrics().name();
        this.group = cluster.detectorGroup();
    }

    /** @throws KafkaException when the broker does not answer */
    public long current() {
        try {
            return ConsumerLag.upToNow(admin, group, List.of(topic), IsolationLevel.READ_UNCOMMITTED)
                    .records();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker no longer returns the position of the detector; check that the broker runs, then "
                            + "run the command again: nothing is counted twice",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /**
     * Waits until nothing is left to judge.
     *
     * @param watcher told the lag at each look
     * @return what is left: 0 unless the timeout passed
     */
    public long awaitNone(Duration timeout, LongConsumer watcher) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            long lag = current();
            watcher.accept(lag);
            if (lag == 0 || System.nanoTime() > deadline) {
                return lag;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }
}
