package dev.backslide.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.backslide.core.MetricEvent;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.sdk.MetricPublisher;
import dev.backslide.sdk.PublisherSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What one {@code record} costs the caller, in time and bytes, beside a bare {@code KafkaProducer.send} of the same event. Both are fed
 * the same events in bursts that fit the buffers, and drained in between. Not thread-safe.
 */
final class SdkBench {

    private static final TopicSettings TOPICS = TopicSettings.DEFAULT.withPrefix("sdk");
    private static final int BURST = 5_000;
    private static final int WARM_UP_BURSTS = 20;
    private static final int BURSTS = 40;
    private static final double TARGET = 1.3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private record Cost(double nanos, double bytes) {}

    private final Cluster cluster;
    private final MetricEvent[] events;

    SdkBench(Cluster cluster) {
        this.cluster = cluster;
        Workload workload = new Workload(100, BURST);
        this.events = IntStream.range(0, BURST).mapToObj(workload::event).toArray(MetricEvent[]::new);
    }

    void run(int rounds, Figures figures) {
        TopicCatalogue topics = cluster.catalogue(TOPICS);
        PublisherSettings publishing = PublisherSettings.builder(cluster.bootstrapServers())
                .topics(TOPICS)
                .build();
        try (MetricPublisher publisher = MetricPublisher.start(publishing);
                KafkaProducer<String, MetricEvent> producer = new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                cluster.bootstrapServers(),
                                ProducerConfig.LINGER_MS_CONFIG,
                                5,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4"),
                        topics.metrics().keySerde().serializer(),
                        topics.metrics().valueSerde().serializer())) {
            for (int round = 0; round < rounds; round++) {
                Cost bare = measure(
                        event -> {
                            var unused = producer.send(new ProducerRecord<>(
                                    topics.metrics().name(), event.metricKey().toString(), event));
                        },
                        producer::flush);
                Cost ours = measure(publisher::record, () -> drain(publisher));
                figures.add("SDK record(), ns", ours.nanos(), "KafkaProducer.send, ns", bare.nanos(), TARGET);
                figures.add(
                        "SDK record(), bytes allocated",
                        ours.bytes(),
                        "KafkaProducer.send, bytes",
                        bare.bytes(),
                        TARGET);
            }
            if (publisher.counters().dropped() > 0) {
                throw new IllegalStateException(publisher.counters() + ": dropped events would flatter the figure");
            }
        }
    }

    private static void drain(MetricPublisher publisher) {
        if (!publisher.flush(PATIENCE)) {
            throw new IllegalStateException("the publisher did not drain");
        }
    }

    private Cost measure(Consumer<MetricEvent> call, Runnable drain) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long nanos = 0;
        long bytes = 0;
        for (int burst = 0; burst < WARM_UP_BURSTS + BURSTS; burst++) {
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long before = System.nanoTime();
            for (MetricEvent event : events) {
                call.accept(event);
            }
            if (burst >= WARM_UP_BURSTS) {
                nanos += System.nanoTime() - before;
                bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            }
            drain.run();
        }
        return new Cost((double) nanos / BURSTS / BURST, (double) bytes / BURSTS / BURST);
    }
}
