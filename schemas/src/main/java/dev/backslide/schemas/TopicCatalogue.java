package dev.backslide.schemas;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every topic of the product, in one place: name, partitions, cleanup, retention, serdes. Immutable.
 *
 * @param metrics one measurement of one run
 * @param verdicts the answer for one event that asked; partitioned as metrics is
 * @param alerts each change of state of an alert, kept for ever
 * @param stats latest statistics of each series, compacted
 * @param commands what people want done about alerts and series; partitioned as metrics is
 * @param deadLetters raw records that could not be read or processed, with the reason in {@code __streams.errors.*} headers
 * @since 0.1
 */
public record TopicCatalogue(
        Topic<String, MetricEvent> metrics,
        Topic<String, MetricVerdict> verdicts,
        Topic<String, RegressionAlert> alerts,
        Topic<String, MetricStats> stats,
        Topic<String, AlertCommand> commands,
        Topic<byte[], byte[]> deadLetters) {

    /**
     * Largest record of the dead letters, in bytes: more than Kafka's default, which metrics have, because a letter adds the reason
     * to a record and a producer may have compressed that better.
     */
    public static final int MAX_DEAD_LETTER_BYTES = 4 * 1024 * 1024;

    private static final Duration METRICS_RETENTION = Duration.ofDays(30);
    private static final Duration VERDICTS_RETENTION = Duration.ofDays(1);
    private static final Duration DEAD_LETTERS_RETENTION = Duration.ofDays(90);

    /**
     * The catalogue under these settings.
     *
     * @param clientConfig decides the wire format: with {@code schema.registry.url} Confluent's, without it Avro single-object
     *     encoding; {@code value.serializer} and {@code value.deserializer} name classes to use instead of ours
     */
    public static TopicCatalogue of(TopicSettings settings, Map<String, ?> clientConfig) {
        return new TopicCatalogue(
                topic(
                        settings,
                        "metrics",
                        keptFor(METRICS_RETENTION),
                        AvroSerde.of(new MetricEventMapping(), clientConfig)),
                topic(
                        settings,
                        "verdicts",
                        keptFor(VERDICTS_RETENTION),
                        AvroSerde.of(new MetricVerdictMapping(), clientConfig)),
                topic(settings, "alerts", keptForEver(), AvroSerde.of(new RegressionAlertMapping(), clientConfig)),
                topic(settings, "stats", compacted(), AvroSerde.of(new MetricStatsMapping(), clientConfig)),
                topic(settings, "commands", keptForEver(), AvroSerde.of(new AlertCommandMapping(), clientConfig)),
                new Topic<>(
                        settings.prefix() + ".dead-letters",
                        1,
                        settings.replicationFactor(),
                        keptForPeople(),
                        Serdes.ByteArray(),
                        Serdes.ByteArray()));
    }

    /** Every topic, in the order of the data's way. */
    public List<Topic<?, ?>> all() {
        return List.of(metrics, verdicts, alerts, stats, commands, deadLetters);
    }

    private static <V> Topic<String, V> topic(
            TopicSettings settings, String plural, Map<String, String> config, Serde<V> valueSerde) {
        return new Topic<>(
                settings.prefix() + "." + plural,
                settings.partitions(),
                settings.replicationFactor(),
                config,
                Serdes.String(),
                valueSerde);
    }

    private static Map<String, String> keptFor(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()));
    }

    private static Map<String, String> keptForPeople() {
        Map<String, String> config = new HashMap<>(keptFor(DEAD_LETTERS_RETENTION));
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_DEAD_LETTER_BYTES));
        return config;
    }

    private static Map<String, String> keptForEver() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    }

    private static Map<String, String> compacted() {
        return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
}
