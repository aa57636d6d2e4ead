package dev.backslide.sdk.internal.pipeline;

import dev.backslide.core.AlertCommand;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.internal.publish.ClientConfig;
import dev.backslide.sdk.tracker.StorageException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends commands to the detector, each acknowledged by the broker before the call returns. Thread-safe. */
final class CommandSender implements AutoCloseable {

    private final Producer<String, AlertCommand> producer;
    private final String topic;
    private final long timeoutMillis;

    CommandSender(PublisherSettings settings) {
        Topic<String, AlertCommand> commands =
                TopicCatalogue.of(settings.topics(), settings.clientOverrides()).commands();
        this.topic = commands.name();
        this.timeoutMillis = settings.deliveryTimeout().toMillis();
        this.producer = new KafkaProducer<>(
                ClientConfig.producer(settings),
                commands.keySerde().serializer(),
                commands.valueSerde().serializer());
    }

    /** @throws StorageException when the broker does not take it */
    void send(AlertCommand command) {
        try {
            producer.send(new ProducerRecord<>(topic, command.seriesKey(), command))
                    .get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StorageException(
                    "the command for " + command.seriesKey() + " was not accepted by the broker (" + e.getMessage()
                            + "); check that it runs, and a detector with it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("interrupted while sending a command", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
