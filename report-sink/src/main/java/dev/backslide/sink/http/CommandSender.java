package dev.backslide.sink.http;

import dev.backslide.core.AlertCommand;
import dev.backslide.schemas.Topic;
import dev.backslide.sink.consume.SinkClients;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands commands to the detector through their topic; what was sent, the broker has. Thread-safe. */
public final class CommandSender implements AutoCloseable {

    private final Producer<String, AlertCommand> producer;
    private final String topic;

    public CommandSender(Producer<String, AlertCommand> producer, Topic<String, AlertCommand> topic) {
        this.producer = producer;
        this.topic = topic.name();
    }

    /**
     * Returns once the broker has all of them.
     *
     * @throws RequestException when it does not take them within 10 s in all; some of them may have been taken
     */
    void send(List<AlertCommand> commands) {
        long deadline = System.nanoTime() + SinkClients.SEND_TIMEOUT.toNanos();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            for (AlertCommand command : commands) {
                Future<RecordMetadata> one = producer.send(new ProducerRecord<>(topic, command.seriesKey(), command));
                if (one.isDone()) {
                    // One that the producer did not even take has kept us waiting, and so would each after it.
                    one.get();
                }
                sent.add(one);
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
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
                "the broker did not accept the command (" + why + "); check that it runs, and send it again");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
