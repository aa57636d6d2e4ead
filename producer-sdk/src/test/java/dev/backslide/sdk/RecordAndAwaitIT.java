package dev.backslide.sdk;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Verdict;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import dev.backslide.sdk.VerdictOutcome.Received;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Verdicts come from {@link Answering}: the real topics, read and written by plain clients in the detector's stead. */
@ExtendWith(BrokerExtension.class)
class RecordAndAwaitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(700);
    private Topics topics;

    @BeforeEach
    void create(TestBroker broker) {
        topics = Topics.create(broker.bootstrapServers(), broker.uniquePrefix());
    }

    @Test
    void verdict_comesBackToWhoAsked() {
        try (MetricPublisher publisher = start();
                Answering answering = new Answering(topics)) {
            MetricEvent event = event(publisher, "latency", 7);
            assertThat(publisher.recordAndAwait(event, PATIENCE)).isInstanceOfSatisfying(Received.class, received -> {
                assertThat(received.verdict().eventId()).isEqualTo(event.eventId());
                assertThat(received.verdict().verdict()).isEqualTo(Verdict.PASS);
                assertThat(received.waited()).isPositive().isLessThan(PATIENCE);
            });
            assertThat(answering.seen()).allMatch(MetricEvent::verdictRequested);
        }
    }

    @Test
    void manyCallers_shareTheReaderAndGetTheirOwn() throws Exception {
        try (MetricPublisher publisher = start();
                Answering answering = new Answering(topics)) {
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int c = 0; c < 8; c++) {
                int caller = c;
                callers.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 10; i++) {
                        MetricEvent event = event(publisher, "metric-" + caller, i);
                        assertThat(publisher.recordAndAwait(event, PATIENCE))
                                .isInstanceOfSatisfying(
                                        Received.class,
                                        received -> assertThat(
                                                        received.verdict().eventId())
                                                .isEqualTo(event.eventId()));
                    }
                }));
            }
            CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answering.seen()).hasSize(80);
        }
    }

    @Test
    void batch_hasAnOutcomeForEachInOrder() {
        try (MetricPublisher publisher = start();
                Answering answering = new Answering(topics)) {
            List<MetricEvent> events = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                events.add(event(publisher, "metric-" + i % 20, i));
            }
            events.set(3, event(publisher, "with:colon", "bad", 1));
            List<VerdictOutcome> outcomes = publisher.recordAndAwaitAll(events, PATIENCE);
            assertThat(outcomes).hasSize(500);
            assertThat(outcomes.get(3)).isInstanceOfSatisfying(NotSent.class, notSent -> {
                assertThat(notSent.dropReason()).isEqualTo(DropReason.INVALID);
                assertThat(notSent.message()).contains("must not contain ':'");
            });
            for (int i = 4; i < 500; i++) {
                String id = events.get(i).eventId();
                assertThat(outcomes.get(i))
                        .isInstanceOfSatisfying(
                                Received.class,
                                received ->
                                        assertThat(received.verdict().eventId()).isEqualTo(id));
            }
            assertThat(answering.seen()).hasSize(499);
        }
    }

    @Test
    void noDetector_meansNoneCameInTime() {
        try (MetricPublisher publisher = start()) {
            publisher.record(event(publisher, "latency", 1));
            assertThat(publisher.flush(PATIENCE)).isTrue();
            Duration timeout = Duration.ofSeconds(8);
            VerdictOutcome outcome = publisher.recordAndAwait(event(publisher, "latency", 2), timeout);
            assertThat(outcome).isInstanceOfSatisfying(NoneCame.class, none -> {
                assertThat(none.delivered()).isTrue();
                assertThat(none.reason())
                        .contains("8000 ms")
                        .contains(topics.settings().prefix());
                assertThat(none.waited()).isBetween(timeout, timeout.plusSeconds(20));
            });
        }
    }

    @Test
    void verdict_olderThanTheRequest_isNoAnswer() throws Exception {
        try (MetricPublisher publisher = start();
                KafkaProducer<String, MetricVerdict> detector = topics.verdictProducer(Map.of())) {
            MetricEvent event = event(publisher, "latency", 1);
            publish(detector, event, "old");
            assertThat(publisher.recordAndAwait(event, SHORT)).isInstanceOf(NoneCame.class);
            publish(detector, event, "between");
            assertThat(publisher.recordAndAwait(event, SHORT)).isInstanceOf(NoneCame.class);
        }
    }

    @Test
    void verdictOfAnAbortedTransaction_isNoAnswer() {
        try (MetricPublisher publisher = start();
                KafkaProducer<String, MetricVerdict> detector = topics.verdictProducer(
                        Map.of("transactional.id", topics.settings().prefix()))) {
            detector.initTransactions();
            MetricEvent event = event(publisher, "latency", 1);
            CompletableFuture<VerdictOutcome> waiting =
                    CompletableFuture.supplyAsync(() -> publisher.recordAndAwait(event, PATIENCE));
            topics.awaitMetrics(1);
            detector.beginTransaction();
            topics.answer(detector, event.eventId(), "api:latency", Verdict.REGRESSION, "aborted");
            detector.flush();
            detector.abortTransaction();
            detector.beginTransaction();
            topics.answer(detector, event.eventId(), "api:latency", Verdict.PASS, "committed");
            detector.commitTransaction();
            assertThat(waiting.join())
                    .isInstanceOfSatisfying(
                            Received.class,
                            received -> assertThat(received.verdict().reason()).isEqualTo("committed"));
        }
    }

    @Test
    void unreadableVerdict_isPassedOver() throws Exception {
        try (MetricPublisher publisher = start();
                KafkaProducer<String, byte[]> broken = new KafkaProducer<>(
                        Map.of("bootstrap.servers", topics.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
                KafkaProducer<String, MetricVerdict> detector = topics.verdictProducer(Map.of())) {
            MetricEvent event = event(publisher, "latency", 1);
            CompletableFuture<VerdictOutcome> waiting =
                    CompletableFuture.supplyAsync(() -> publisher.recordAndAwait(event, PATIENCE));
            topics.awaitMetrics(1);
            broken.send(new ProducerRecord<>(topics.catalogue().verdicts().name(), "api:latency", new byte[] {1, 2}))
                    .get();
            publish(detector, event, "good");
            assertThat(waiting.join()).isInstanceOf(Received.class);
        }
    }

    @Test
    void fullQueue_meansNotSent() {
        try (MetricPublisher publisher =
                MetricPublisher.start(topics.publisher().queueCapacity(1).build())) {
            List<MetricEvent> events = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                events.add(event(publisher, "latency", i));
            }
            assertThat(publisher.recordAndAwaitAll(events, SHORT))
                    .filteredOn(NotSent.class::isInstance)
                    .isNotEmpty()
                    .allSatisfy(outcome ->
                            assertThat(((NotSent) outcome).dropReason()).isEqualTo(DropReason.FULL));
        }
    }

    @Test
    void closing_endsTheWait() throws Exception {
        MetricPublisher publisher = start();
        MetricEvent event = event(publisher, "latency", 1);
        CompletableFuture<VerdictOutcome> waiting =
                CompletableFuture.supplyAsync(() -> publisher.recordAndAwait(event, PATIENCE));
        topics.awaitMetrics(1);
        publisher.close();
        assertThat(waiting.get(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        NoneCame.class, none -> assertThat(none.reason()).contains("closed"));
        assertThat(publisher.recordAndAwait(event, PATIENCE))
                .isInstanceOfSatisfying(
                        NotSent.class,
                        notSent -> assertThat(notSent.dropReason()).isEqualTo(DropReason.CLOSED));
    }

    @Test
    void missingVerdictsTopic_isNamed(TestBroker broker) {
        try (MetricPublisher publisher = MetricPublisher.start(PublisherSettings.builder(broker.bootstrapServers())
                .topics(topics.settings().withPrefix(broker.uniquePrefix()))
                .closeTimeout(Duration.ZERO)
                .build())) {
            assertThat(publisher.recordAndAwait(event(publisher, "latency", 1), SHORT))
                    .isInstanceOfSatisfying(
                            NoneCame.class, none -> assertThat(none.delivered()).isFalse());
        }
    }

    private MetricPublisher start() {
        return MetricPublisher.start(topics.publisher().build());
    }

    private static MetricEvent event(MetricPublisher publisher, String name, double value) {
        return event(publisher, "api", name, value);
    }

    private static MetricEvent event(MetricPublisher publisher, String model, String name, double value) {
        return publisher.measurement(model, name, value, "ms").build();
    }

    private void publish(KafkaProducer<String, MetricVerdict> detector, MetricEvent event, String reason)
            throws Exception {
        detector.send(topics.answer(event.eventId(), event.metricKey().toString(), Verdict.PASS, reason))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
