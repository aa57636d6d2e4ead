package dev.backslide.sdk.internal.pipeline;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.text.LogLine;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.internal.publish.ClientConfig;
import dev.backslide.sdk.internal.publish.Deadline;
import dev.backslide.sdk.internal.storage.Warnings;
import dev.backslide.sdk.tracker.StorageException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands that the commands topic still holds, in the order of each partition. Stateless. */
final class CommandLog {

    private static final Logger LOG = Warnings.of(CommandLog.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CommandLog() {}

    /** @throws StorageException when the broker does not answer */
    static List<AlertCommand> read(PublisherSettings settings) {
        Topic<String, AlertCommand> topic =
                TopicCatalogue.of(settings.topics(), settings.clientOverrides()).commands();
        List<AlertCommand> commands = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                ClientConfig.consumer(settings), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> found = consumer.partitionsFor(topic.name());
            List<TopicPartition> partitions = found == null
                    ? List.of()
                    : found.stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                return commands;
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Deadline deadline = Deadline.in(PATIENCE);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    deadline = Deadline.in(PATIENCE);
                } else if (deadline.remainingNanos() == 0) {
                    throw new TimeoutException("no record for " + PATIENCE.toSeconds() + " s");
                }
                records.forEach(record -> read(record, topic, commands));
            }
            return commands;
        } catch (KafkaException e) {
            throw new StorageException(
                    "the commands at " + settings.bootstrapServers() + " cannot be read (" + e.getMessage()
                            + "); start the broker, or correct the bootstrap servers",
                    e);
        }
    }

    private static void read(
            ConsumerRecord<String, byte[]> record, Topic<String, AlertCommand> topic, List<AlertCommand> into) {
        try {
            AlertCommand command = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
            if (command != null) {
                into.add(command);
            }
        } catch (SerializationException | IllegalArgumentException e) {
            LOG.atWarn()
                    .setMessage("A command cannot be read and is skipped")
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", LogLine.of(String.valueOf(e.getMessage())))
                    .log();
        }
    }
}
