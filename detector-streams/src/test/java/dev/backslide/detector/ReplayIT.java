package dev.backslide.detector;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.evaluation.Backtest;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import dev.backslide.testkit.BrokerExtension;
import dev.backslide.testkit.TestBroker;
import dev.backslide.testkit.TopicReader;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Real series through the topology on a real broker, with a restart in the middle: the backtest's changes and no other. */
@ExtendWith(BrokerExtension.class)
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void replay_withARestart_alertsAsTheBacktestDoes(TestBroker broker, @TempDir Path stateDir) throws IOException {
        TopicSettings topicSettings = TopicSettings.DEFAULT.withPrefix(broker.uniquePrefix());
        DetectorSettings settings = DetectorSettings.of(broker.bootstrapServers(), topicSettings, stateDir);
        TopicCatalogue topics = TopicCatalogue.of(topicSettings, Map.of());
        List<MetricEvent> events = events();
        int half = events.size() / 2;

        try (TopicReader<String, RegressionAlert> alerts =
                        DetectorFixture.reader(broker.bootstrapServers(), topics.alerts());
                TopicReader<String, MetricVerdict> verdicts =
                        DetectorFixture.reader(broker.bootstrapServers(), topics.verdicts())) {
            try (Detector detector = Detector.start(settings)) {
                publish(broker, topics, events.subList(0, half));
                verdicts.awaitValues(half, PATIENCE);
            }
            try (Detector detector = Detector.start(settings)) {
                publish(broker, topics, events.subList(half, events.size()));
                verdicts.awaitValues(events.size(), PATIENCE);
            }
            List<String> expected = backtest(events);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(alerts.values().stream()
                                    .filter(ReplayIT::isConfirmed)
                                    .map(RegressionAlert::eventId))
                            .containsExactlyInAnyOrderElementsOf(expected));
        }
    }

    /** Raised by a confirmed change, or told of one while open already. */
    private static boolean isConfirmed(RegressionAlert alert) {
        return alert.reason().startsWith("confirmed:")
                || (alert.revision() == 1 && alert.detector().equals("adaptive"));
    }

    private static List<String> backtest(List<MetricEvent> events) {
        Backtest backtest = new Backtest();
        List<String> confirmed = new ArrayList<>();
        for (MetricEvent event : events) {
            LevelChange change = backtest.next(event.name(), event.value());
            if (change != null && change.after() > change.before()) {
                confirmed.add(event.eventId());
            }
        }
        return confirmed;
    }

    private static List<MetricEvent> events() throws IOException {
        List<MetricEvent> events = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ReplayIT.class.getResourceAsStream("/detection/ci_hyper.csv")),
                StandardCharsets.UTF_8))) {
            for (String line : reader.lines().skip(1).toList()) {
                String[] cells = line.split(",", -1);
                events.add(MetricEvent.builder("hyper", cells[0], Double.parseDouble(cells[2]), "ns/iter")
                        .eventId(cells[0] + "#" + cells[1])
                        .category("time")
                        .timestamp(START.plusSeconds(60L * Integer.parseInt(cells[1])))
                        .verdictRequested(true)
                        .build());
            }
        }
        return events;
    }

    private static void publish(TestBroker broker, TopicCatalogue topics, List<MetricEvent> events) {
        try (KafkaProducer<String, MetricEvent> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                topics.metrics().keySerde().serializer(),
                topics.metrics().valueSerde().serializer())) {
            for (MetricEvent event : events) {
                var unused = producer.send(new ProducerRecord<>(
                        topics.metrics().name(), event.metricKey().toString(), event));
            }
        }
    }
}
