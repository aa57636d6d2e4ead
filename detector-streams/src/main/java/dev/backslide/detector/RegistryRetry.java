package dev.backslide.detector;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Has the stream threads wait for a schema registry that gives no answer, and ask again ever more slowly. After two minutes the
 * thread fails, because one that polls less than every five minutes ({@code max.poll.interval.ms}) loses its partitions, and its
 * successor goes on waiting. Thread-safe.
 */
final class RegistryRetry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryRetry.class);
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long MAX_PAUSE_MILLIS = 5_000;

    private final FaultTracker faults;
    private final CountDownLatch closed = new CountDownLatch(1);

    RegistryRetry(FaultTracker faults) {
        this.faults = faults;
    }

    /** The same topics, with serdes that wait. */
    TopicCatalogue over(TopicCatalogue topics) {
        return new TopicCatalogue(
                over(topics.metrics()),
                over(topics.verdicts()),
                over(topics.alerts()),
                over(topics.stats()),
                over(topics.commands()),
                topics.deadLetters());
    }

    private <K, V> Topic<K, V> over(Topic<K, V> topic) {
        Serde<V> serde = topic.valueSerde();
        return new Topic<>(
                topic.name(),
                topic.partitions(),
                topic.replicationFactor(),
                topic.config(),
                topic.keySerde(),
                Serdes.serdeFrom(
                        (name, value) -> patiently(() -> serde.serializer().serialize(name, value)),
                        (name, bytes) -> patiently(() -> serde.deserializer().deserialize(name, bytes))));
    }

    private <T> T patiently(Supplier<T> call) {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return call.get();
            } catch (SchemaRegistryUnavailableException e) {
                faults.happened(String.valueOf(e.getMessage()));
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("schema registry did not answer, the detector asks again");
                if (System.nanoTime() > end || isClosedAfter(pauseMillis)) {
                    throw e;
                }
                pauseMillis = Math.min(MAX_PAUSE_MILLIS, 2 * pauseMillis);
            }
        }
    }

    private boolean isClosedAfter(long pauseMillis) {
        try {
            return closed.await(pauseMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends all waiting, so that the threads can stop. */
    @Override
    public void close() {
        closed.countDown();
    }
}
