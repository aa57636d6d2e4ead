package dev.backslide.sdk;

import dev.backslide.broker.BrokerSettings;
import dev.backslide.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class BrokerAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void everythingQueued_arrivesOnceAndInOrderWhenTheBrokerReturns() {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
        Topics topics = Topics.create(broker.bootstrapServers(), "away");
        try (MetricPublisher publisher =
                MetricPublisher.start(topics.publisher().build())) {
            publisher.record(publisher.measurement("api", "latency", 0, "ms").category("time"));
            assertThat(publisher.flush(PATIENCE)).isTrue();

            broker.close();
            long before = System.nanoTime();
            for (int i = 1; i < 3_000; i++) {
                publisher.record(
                        publisher.measurement("api", "latency", i, "ms").category("time"));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(publisher.flush(Duration.ofMillis(500))).isFalse();
            assertThat(publisher.counters().pending()).isEqualTo(2_999);

            broker = EmbeddedBroker.start(new BrokerSettings(folder, portOf(topics)));
            assertThat(publisher.flush(PATIENCE)).isTrue();
            assertThat(publisher.counters().sent()).isEqualTo(3_000);
            assertThat(topics.metrics())
                    .extracting(found -> (int) found.value().value())
                    .containsExactlyElementsOf(IntStream.range(0, 3_000).boxed().toList());
        } finally {
            broker.close();
        }
    }

    @Test
    void measurement_takenByTheProducer_isDroppedAfterTheDeliveryTimeout() {
        // A long linger holds the measurement in the producer until the broker is gone.
        Map<String, String> lingering = Map.of("linger.ms", "10000", "request.timeout.ms", "1000");
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
        Topics topics = Topics.create(broker.bootstrapServers(), "away");
        Recorded recorded = new Recorded();
        try (MetricPublisher publisher = MetricPublisher.start(topics.publisher()
                .deliveryTimeout(Duration.ofSeconds(12))
                .clientOverrides(lingering)
                .listener(recorded)
                .build())) {
            publisher.record(publisher.measurement("api", "latency", 0, "ms").category("time"));
            assertThat(publisher.flush(PATIENCE)).isTrue();
            assertThat(publisher.counters().sent()).isOne();
            publisher.record(publisher.measurement("api", "latency", 1, "ms").category("time"));
            broker.close();
            assertThat(publisher.flush(PATIENCE)).isTrue();
            assertThat(publisher.counters().dropped(DropReason.NOT_DELIVERED)).isOne();
            assertThat(recorded.countOf(DropReason.NOT_DELIVERED)).isOne();
        }
    }

    @Test
    void close_withoutBroker_meetsItsDeadline() {
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
        Topics topics = Topics.create(broker.bootstrapServers(), "away");
        MetricPublisher publisher = MetricPublisher.start(topics.publisher().build());
        publisher.record(publisher.measurement("api", "latency", 0, "ms").category("time"));
        assertThat(publisher.flush(PATIENCE)).isTrue();
        broker.close();
        for (int i = 0; i < 100; i++) {
            publisher.record(publisher.measurement("api", "latency", i, "ms").category("time"));
        }
        long before = System.nanoTime();
        assertThat(publisher.close(Duration.ofSeconds(1))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        assertThat(publisher.counters().pending()).isZero();
        assertThat(publisher.counters().dropped(DropReason.NOT_DELIVERED)).isEqualTo(100);
    }

    private static int portOf(Topics topics) {
        String servers = topics.bootstrapServers();
        return Integer.parseInt(servers.substring(servers.indexOf(':') + 1));
    }
}
