package dev.backslide.sdk;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import dev.backslide.schemas.SeriesPartitioner;
import dev.backslide.sdk.internal.publish.ClientConfig;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(BrokerExtension.class)
class MetricPublisherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private Topics topics;

    @BeforeEach
    void create(TestBroker broker) {
        topics = Topics.create(broker.bootstrapServers(), broker.uniquePrefix());
    }

    @Test
    void event_arrivesAsItWasRecorded() {
        MetricEvent event = MetricEvent.builder("api", "latency", 12.5, "ms")
                .eventId("e-1")
                .category("time")
                .timestamp(Instant.parse("2020-01-02T03:04:05.123456Z"))
                .metadata("host", "ci-1")
                .samples(List.of(12.0, 13.0))
                .thresholdPercent(7.5)
                .run(new Run("r", "c", Instant.parse("2020-01-01T00:00:00Z"), "main", "https://ci.example/1"))
                .build();
        try (MetricPublisher publisher =
                MetricPublisher.start(topics.publisher().build())) {
            publisher.record(event);
            assertThat(publisher.flush(PATIENCE)).isTrue();
            assertThat(publisher.counters().sent()).isOne();
        }
        assertThat(topics.metrics()).singleElement().satisfies(found -> {
            assertThat(found.key()).isEqualTo("api:latency");
            assertThat(found.value()).isEqualTo(event);
        });
    }

    @Test
    void convenience_fillsInRunMetadataTimeAndId() {
        RunContext context = new RunContext(Run.ofCommit("abc"), new TreeMap<>(Map.of("host", "ci-1", "os", "Linux")));
        Instant before = Instant.now();
        try (MetricPublisher publisher =
                MetricPublisher.start(topics.publisher().runContext(context).build())) {
            publisher.record(publisher
                    .measurement("api", "latency", 1.5, "ms")
                    .category("time")
                    .metadata(Map.of("host", "ci-2")));
            publisher.record(publisher.measurement("api", "latency", 1.6, "ms").category("time"));
        }
        List<MetricEvent> events =
                topics.metrics().stream().map(ConsumerRecord::value).toList();
        assertThat(events).hasSize(2).extracting(MetricEvent::eventId).doesNotHaveDuplicates();
        assertThat(events.get(0).metadata()).isEqualTo(Map.of("host", "ci-2", "os", "Linux"));
        assertThat(events.get(0).run().commit()).isEqualTo("abc");
        assertThat(events.get(0).timestamp()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(events.get(1).metadata()).containsEntry("host", "ci-1");
        assertThat(events.get(1).verdictRequested()).isFalse();
    }

    @Test
    void keyAndPartition_areTheSeries() {
        try (MetricPublisher publisher = MetricPublisher.start(
                topics.publisher().dimensions(List.of("host", "branch")).build())) {
            for (String host : List.of("a", "b", "c", "d", "e")) {
                publisher.record(publisher
                        .measurement("api", "latency", 1, "ms")
                        .metadata("host", host)
                        .run(new Run(null, null, null, "main", null)));
            }
        }
        List<ConsumerRecord<String, MetricEvent>> found = topics.metrics();
        assertThat(found)
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder(
                        "api:latency{branch=main,host=a}",
                        "api:latency{branch=main,host=b}",
                        "api:latency{branch=main,host=c}",
                        "api:latency{branch=main,host=d}",
                        "api:latency{branch=main,host=e}");
        assertThat(found)
                .allSatisfy(one -> assertThat(one.partition())
                        .isEqualTo(SeriesPartitioner.partitionOf(
                                one.key(), topics.settings().partitions())));
    }

    @Test
    void series_keepsTheOrderOfRecording() {
        List<Double> values = new ArrayList<>();
        try (MetricPublisher publisher =
                MetricPublisher.start(topics.publisher().build())) {
            for (int i = 0; i < 5_000; i++) {
                values.add((double) i);
                publisher.record(
                        publisher.measurement("api", "latency", i, "ms").category("time"));
            }
        }
        assertThat(topics.metrics()).extracting(found -> found.value().value()).containsExactlyElementsOf(values);
    }

    @Test
    void everythingRecorded_byManyThreads_arrivesOnce() throws Exception {
        MetricPublisher publisher =
                MetricPublisher.start(topics.publisher().queueCapacity(100_000).build());
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            String model = "model-" + t;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    publisher.record(
                            publisher.measurement(model, "latency", i, "ms").category("time"));
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(publisher.flush(PATIENCE)).isTrue();
        PublisherCounters counters = publisher.counters();
        publisher.close();
        assertThat(counters.accepted()).isEqualTo(20_000);
        assertThat(counters.sent()).isEqualTo(20_000);
        assertThat(topics.metrics())
                .extracting(found -> found.value().eventId())
                .hasSize(20_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void producer_isIdempotent() {
        // The broker numbers what an idempotent producer sends: sequence numbers stand in the batches it keeps.
        assertThat(ClientConfig.producer(topics.publisher().build()))
                .containsEntry("enable.idempotence", true)
                .containsEntry("acks", "all");
        try (MetricPublisher publisher =
                MetricPublisher.start(topics.publisher().build())) {
            publisher.record(publisher.measurement("api", "latency", 1, "ms").category("time"));
            assertThat(publisher.flush(PATIENCE)).isTrue();
            assertThat(topics.producersKnownToBroker()).isOne();
        }
    }

    @Test
    void tooLargeAMeasurement_isDroppedAndTheRestArrives() {
        Recorded recorded = new Recorded();
        try (MetricPublisher publisher = MetricPublisher.start(topics.publisher()
                .clientOverrides(Map.of("max.request.size", "2000"))
                .listener(recorded)
                .build())) {
            publisher.record(publisher
                    .measurement("api", "large", 1, "ms")
                    .category("time")
                    .metadata(Map.of("note", "x".repeat(2_000))));
            publisher.record(publisher.measurement("api", "small", 1, "ms").category("time"));
            assertThat(publisher.flush(PATIENCE)).isTrue();
            assertThat(publisher.counters().sent()).isOne();
            assertThat(publisher.counters().dropped(DropReason.NOT_DELIVERED)).isOne();
        }
        assertThat(recorded.drops).singleElement().satisfies(drop -> {
            assertThat(drop.metric()).isEqualTo("api:large");
            assertThat(drop.message()).contains("max.request.size");
        });
    }

    @Test
    void topicMadeLater_getsWhatWasQueued(TestBroker broker) {
        String prefix = broker.uniquePrefix();
        Recorded recorded = new Recorded();
        try (MetricPublisher publisher = MetricPublisher.start(PublisherSettings.builder(broker.bootstrapServers())
                .topics(topics.settings().withPrefix(prefix))
                .listener(recorded)
                .build())) {
            publisher.record(publisher.measurement("api", "latency", 1, "ms").category("time"));
            await().atMost(PATIENCE).until(() -> !recorded.waits.isEmpty());
            assertThat(publisher.flush(Duration.ZERO)).isFalse();
            assertThat(recorded.waits).first().asString().contains(prefix + ".metrics");
            Topics later = Topics.create(broker.bootstrapServers(), prefix);
            assertThat(publisher.flush(PATIENCE)).isTrue();
            assertThat(later.metrics()).hasSize(1);
        }
    }
}
