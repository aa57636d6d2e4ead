package dev.backslide.detector;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The topology under the test driver, its topics by name. Not thread-safe. */
public final class DetectorDriver implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    public final TopologyTestDriver driver;
    final TestInputTopic<String, MetricEvent> metrics;
    final TestInputTopic<String, AlertCommand> commands;
    final TestOutputTopic<String, RegressionAlert> alerts;
    final TestOutputTopic<String, MetricVerdict> verdicts;
    final TestOutputTopic<String, MetricStats> stats;
    final TestOutputTopic<byte[], byte[]> deadLetters;

    public DetectorDriver(Path stateDir) {
        DetectorSettings settings = DetectorSettings.of("unused:9092", TopicSettings.DEFAULT, stateDir);
        TopicCatalogue topics = TopicCatalogue.of(settings.topics(), Map.of());
        StreamsConfig config = DetectorConfig.of(settings, topics);
        Properties properties = new Properties();
        properties.putAll(config.originals());
        driver = new TopologyTestDriver(
                new DetectorTopology(settings, topics, config, Clock.fixed(NOW, ZoneOffset.UTC), new FaultTracker())
                        .get(),
                properties,
                NOW);
        metrics = input(topics.metrics());
        commands = input(topics.commands());
        alerts = output(topics.alerts());
        verdicts = output(topics.verdicts());
        stats = output(topics.stats());
        deadLetters = output(topics.deadLetters());
    }

    /** Why a record went to the dead letters. */
    static String reason(TestRecord<byte[], byte[]> dead) {
        Header message = dead.headers().lastHeader("__streams.errors.message");
        return new String(message.value(), StandardCharsets.UTF_8);
    }

    static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private <K, V> TestInputTopic<K, V> input(Topic<K, V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.keySerde().serializer(), topic.valueSerde().serializer());
    }

    private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(
                topic.name(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
    }

    @Override
    public void close() {
        driver.close();
    }
}
