package dev.backslide.sdk;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds while no broker answers: nothing listens on the port that these publishers are given. */
class NoBrokerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    /** Long enough that a busy machine keeps it within the triple. */
    private static final Duration PROMISE = Duration.ofSeconds(2);

    private final Recorded recorded = new Recorded();

    @Test
    void record_returnsAtOnceAndLeavesTheMeasurementPending() {
        List<Duration> first = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            try (MetricPublisher publisher = start(100)) {
                long before = System.nanoTime();
                publisher.record(
                        publisher.measurement("api", "latency", 1.5, "ms").category("time"));
                first.add(Duration.ofNanos(System.nanoTime() - before));
                assertThat(publisher.counters()).isEqualTo(counters(1, 1, 0, 0));
                assertThat(publisher.flush(Duration.ofMillis(50))).isFalse();
            }
        }
        assertThat(Collections.min(first)).as("of %s, on a busy machine", first).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void fullQueue_dropsTheNewestAndReportsACount() {
        MetricPublisher publisher = start(10);
        for (int i = 0; i < 1_000; i++) {
            publisher.record(publisher.measurement("api", "latency", i, "ms").category("time"));
        }
        assertThat(publisher.counters()).isEqualTo(counters(1_000, 10, 0, 990));
        assertThat(recorded.drops).hasSizeLessThan(5);
        publisher.close(Duration.ZERO);
        assertThat(recorded.countOf(DropReason.FULL)).isEqualTo(990);
        assertThat(recorded.drops.get(0).message()).contains("capacity of 10");
    }

    @Test
    void close_meetsItsDeadlineAndCountsWhatIsLeftAsDropped() {
        MetricPublisher publisher = start(100);
        for (int i = 0; i < 60; i++) {
            publisher.record(publisher.measurement("api", "latency", i, "ms").category("time"));
        }
        long before = System.nanoTime();
        assertThat(publisher.close(PROMISE)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PROMISE.multipliedBy(3));
        PublisherCounters counters = publisher.counters();
        assertThat(counters.pending()).isZero();
        assertThat(counters.dropped(DropReason.NOT_DELIVERED)).isEqualTo(60);
        assertThat(recorded.countOf(DropReason.NOT_DELIVERED)).isEqualTo(60);
    }

    @Test
    void record_afterClose_isDroppedAsClosed() {
        MetricPublisher publisher = start(100);
        publisher.close(Duration.ZERO);
        publisher.record(publisher.measurement("api", "latency", 1, "ms").category("time"));
        assertThat(publisher.counters().dropped(DropReason.CLOSED)).isOne();
        assertThat(recorded.countOf(DropReason.CLOSED)).isOne();
        assertThat(publisher.close(Duration.ZERO)).isTrue();
        assertThat(publisher.flush(Duration.ZERO)).isTrue();
    }

    @Test
    void missingBroker_isReportedOnceAWhile() {
        try (MetricPublisher publisher = start(100)) {
            publisher.record(publisher.measurement("api", "latency", 1, "ms").category("time"));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !recorded.waits.isEmpty());
            assertThat(recorded.waits).hasSize(1);
            assertThat(recorded.waits.get(0)).contains("backslide.metrics").contains("bootstrap servers");
        }
    }

    @Test
    void invalidMeasurement_isCountedAndReportedOnceForItsMetric() {
        try (MetricPublisher publisher = start(100)) {
            for (int i = 0; i < 5; i++) {
                publisher.record(publisher
                        .measurement("api", "latency", Double.NaN, "ms")
                        .category("time"));
            }
            publisher.record(publisher.measurement("api", "", 1, "ms").category("time"));
            publisher.record(
                    publisher.measurement("with:colon", "name", 1, "ms").category("time"));
            publisher.record(
                    publisher.measurement("api", "x".repeat(10_000), 1, "ms").category("time"));
            publisher.record(publisher.measurement("api", "future", 1, "ms").timestamp(NOW.plusSeconds(86_500)));
            publisher.record(
                    publisher.measurement("api", "past", 1, "ms").timestamp(Instant.parse("1969-12-31T23:59:59Z")));
            publisher.record(publisher
                    .measurement("api", "commit", 1, "ms")
                    .run(new Run(null, "c", NOW.plusSeconds(90_000), null, null)));
            assertThat(publisher.counters().dropped(DropReason.INVALID)).isEqualTo(11);
            assertThat(publisher.counters().pending()).isZero();
            assertThat(recorded.drops)
                    .extracting(Recorded.Drop::metric)
                    .contains("api:latency", "api:", "with:colon:name", "api:future", "api:past", "api:commit")
                    .hasSize(7)
                    .allMatch(metric -> metric.length() < 300);
            assertThat(recorded.drops.get(0).message()).contains("value of api:latency was NaN");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may do
    void null_isCountedAsInvalidAndNotThrown() {
        try (MetricPublisher publisher = start(100)) {
            publisher.record((MetricEvent) null);
            publisher.record(
                    publisher.measurement(null, null, 1, null).category(null).metadata((Map<String, String>) null));
            assertThat(publisher.counters().dropped(DropReason.INVALID)).isEqualTo(2);
            assertThat(recorded.drops.get(0).message()).contains("no argument may be null");
        }
    }

    @Test
    void timeUpToADayAhead_isTaken() {
        try (MetricPublisher publisher = start(100)) {
            publisher.record(publisher.measurement("api", "latency", 1, "ms").timestamp(NOW.plusSeconds(86_000)));
            assertThat(publisher.counters().pending()).isOne();
        }
    }

    @Test
    void failingListener_stopsNothing() {
        PublisherListener failing = new PublisherListener() {
            @Override
            public void dropped(DropReason reason, String metric, long count, String message) {
                throw new IllegalStateException("listener");
            }
        };
        try (MetricPublisher publisher =
                MetricPublisher.start(settings(10).listener(failing).build())) {
            publisher.record(
                    publisher.measurement("api", "latency", Double.NaN, "ms").category("time"));
            assertThat(publisher.counters().dropped()).isOne();
        }
    }

    @Test
    void counters_whileThreadsRecord_addUp() throws Exception {
        MetricPublisher publisher = start(500);
        AtomicBoolean running = new AtomicBoolean(true);
        List<PublisherCounters> seen = new ArrayList<>();
        CompletableFuture<Void> watcher = CompletableFuture.runAsync(() -> {
            while (running.get()) {
                seen.add(publisher.counters());
                Thread.onSpinWait();
            }
        });
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    publisher.record(publisher
                            .measurement("api", "latency", i % 10 == 0 ? Double.NaN : i, "ms")
                            .category("time"));
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        running.set(false);
        watcher.join();
        assertThat(publisher.counters()).isEqualTo(counters(20_000, 500, 2_000, 17_500));
        publisher.close(Duration.ofMillis(50));
        seen.add(publisher.counters());
        assertThat(seen).allSatisfy(counters -> {
            assertThat(counters.accepted()).isEqualTo(counters.sent() + counters.dropped() + counters.pending());
            assertThat(counters.pending()).isNotNegative();
        });
        assertThat(publisher.counters().pending()).isZero();
    }

    @Test
    void close_whileThreadsRecord_leavesNothingPending() throws Exception {
        MetricPublisher publisher = start(1_000_000);
        Thread[] threads = new Thread[3];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    publisher.record(
                            publisher.measurement("api", "latency", i, "ms").category("time"));
                }
            });
            threads[t].start();
        }
        publisher.close(Duration.ofMillis(20));
        for (Thread thread : threads) {
            thread.join();
        }
        PublisherCounters counters = publisher.counters();
        assertThat(counters.accepted()).isEqualTo(60_000);
        assertThat(counters.pending()).isZero();
        assertThat(counters.dropped()).isEqualTo(60_000);
    }

    @Test
    void verdict_doesNotComeAndTheMeasurementStaysQueued() {
        try (MetricPublisher publisher = start(10)) {
            MetricEvent event = publisher.measurement("api", "latency", 1, "ms").build();
            VerdictOutcome outcome = publisher.recordAndAwait(event, PROMISE);
            assertThat(outcome).isInstanceOfSatisfying(VerdictOutcome.NoneCame.class, none -> {
                assertThat(none.delivered()).isFalse();
                assertThat(none.waited()).isBetween(PROMISE, PROMISE.multipliedBy(3));
            });
            assertThat(publisher.counters().pending()).isOne();
        }
    }

    private MetricPublisher start(int capacity) {
        return MetricPublisher.start(settings(capacity).listener(recorded).build());
    }

    private static PublisherSettingsBuilder settings(int capacity) {
        return PublisherSettings.builder("127.0.0.1:1")
                .queueCapacity(capacity)
                .closeTimeout(Duration.ZERO)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static PublisherCounters counters(long accepted, long pending, long invalid, long full) {
        return new PublisherCounters(
                accepted,
                0,
                pending,
                Map.of(
                        DropReason.INVALID,
                        invalid,
                        DropReason.FULL,
                        full,
                        DropReason.NOT_DELIVERED,
                        0L,
                        DropReason.CLOSED,
                        0L));
    }
}
