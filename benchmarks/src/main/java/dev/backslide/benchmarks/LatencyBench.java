package dev.backslide.benchmarks;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.detector.Detector;
import dev.backslide.detector.DetectorSettings;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Time from {@code record} to the verdict's arrival at a reader, at a steady rate. Not thread-safe. */
final class LatencyBench {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int EVENTS_PER_SECOND = 1_000;
    private static final int SERIES = 100;
    private static final int WARM_UP = 10_000;
    private static final int MEASURED = 20_000;
    private static final double TARGET_P99_MILLIS = 250;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final TopicSettings TOPICS = TopicSettings.DEFAULT.withPrefix("latency");

    private final Cluster cluster;
    private final Path folder;
    private final long[] recordedAt = new long[WARM_UP + MEASURED];
    private final long[] answeredAt = new long[WARM_UP + MEASURED];
    private final CountDownLatch answered = new CountDownLatch(WARM_UP + MEASURED);

    LatencyBench(Cluster cluster, Path folder) {
        this.cluster = cluster;
        this.folder = folder;
    }

    void run(Figures figures) throws InterruptedException {
        TopicCatalogue topics = cluster.catalogue(TOPICS);
        PublisherSettings publishing = PublisherSettings.builder(cluster.bootstrapServers())
                .topics(TOPICS)
                .build();
        try (Detector detector = Detector.start(
                        DetectorSettings.of(cluster.bootstrapServers(), TOPICS, folder.resolve("latency")));
                MetricPublisher publisher = MetricPublisher.start(publishing);
                KafkaConsumer<String, MetricVerdict> verdicts = reader(topics)) {
            if (!detector.awaitRunning(Duration.ofSeconds(60))) {
                throw new IllegalStateException(
                        "the detector did not start: " + detector.health().cause());
            }
            Thread reading = new Thread(() -> read(verdicts), "verdict-reader");
            reading.setDaemon(true);
            reading.start();
            publish(publisher);
            if (!answered.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(answered.getCount() + " events got no verdict");
            }
            reading.join();
        }
        double[] millis = IntStream.range(WARM_UP, WARM_UP + MEASURED)
                .mapToDouble(i -> (answeredAt[i] - recordedAt[i]) / NANOS_PER_MILLI)
                .sorted()
                .toArray();
        figures.addLimit("record to verdict p50, ms", millis[millis.length / 2], Double.NaN);
        figures.addLimit("record to verdict p99, ms", millis[millis.length * 99 / 100], TARGET_P99_MILLIS);
    }

    private void publish(MetricPublisher publisher) {
        Instant start = Instant.now();
        long startedAt = System.nanoTime();
        for (int i = 0; i < recordedAt.length; i++) {
            long due = startedAt + i * (TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            MetricEvent event = MetricEvent.builder("latency", "series_" + i % SERIES, 100, "ms")
                    .eventId(Integer.toString(i))
                    .timestamp(start.plusMillis(i))
                    .verdictRequested(true)
                    .build();
            recordedAt[i] = System.nanoTime();
            publisher.record(event);
        }
    }

    private void read(KafkaConsumer<String, MetricVerdict> verdicts) {
        while (answered.getCount() > 0) {
            for (ConsumerRecord<String, MetricVerdict> record : verdicts.poll(POLL)) {
                answeredAt[Integer.parseInt(record.value().eventId())] = System.nanoTime();
                answered.countDown();
            }
        }
    }

    private KafkaConsumer<String, MetricVerdict> reader(TopicCatalogue topics) {
        KafkaConsumer<String, MetricVerdict> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed"),
                topics.verdicts().keySerde().deserializer(),
                topics.verdicts().valueSerde().deserializer());
        consumer.assign(IntStream.range(0, topics.verdicts().partitions())
                .mapToObj(partition -> new TopicPartition(topics.verdicts().name(), partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }
}
