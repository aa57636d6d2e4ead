package dev.backslide.sink;

import dev.backslide.core.AlertCommand;
import dev.backslide.schemas.Topic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands commands to the detector through their topic; what was sent, the broker has. Thread-safe. */
final class CommandSender implements AutoCloseable {

    private final Producer<String, AlertCommand> producer;
    private final String topic;

    CommandSender(Producer<String, AlertCommand> producer, Topic<String, AlertCommand> topic) {
        this.producer = producer;
        this.topic = topic.name();
    }

    /** @throws RequestException when the broker does not take them in time; some of them may have been taken */
    void send(List<AlertCommand> commands) {
        try {
            List<Future<RecordMetadata>> sent = commands.stream()
                    .map(command -> producer.send(new ProducerRecord<>(topic, command.seriesKey(), command)))
                    .toList();
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get(SinkClients.SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            throw refused(String.valueOf(e.getCause()));
        } catch (TimeoutException | KafkaException e) {
            throw refused(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("the sink stops");
        }
    }

    private static RequestException refused(String why) {
        return RequestException.unavailable(
                "the broker did not take the command (" + why + "); check that it runs, and send it again");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
