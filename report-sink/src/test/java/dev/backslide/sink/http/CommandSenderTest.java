package dev.backslide.sink.http;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.schemas.Topic;
import dev.backslide.schemas.TopicCatalogue;
import dev.backslide.schemas.TopicSettings;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CommandSenderTest {

    /** Of a cluster that does not answer: each call waits as long as it may, and then fails. */
    private static final class Unanswered extends MockProducer<String, AlertCommand> {

        private int sends;

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, AlertCommand> command) {
            sends++;
            return CompletableFuture.failedFuture(
                    new TimeoutException("Topic not present in metadata after 10000 ms."));
        }
    }

    @Test
    void send_whereTheBrokerTakesNothing_givesUpAtTheFirst() {
        Topic<String, AlertCommand> topic =
                TopicCatalogue.of(TopicSettings.DEFAULT, Map.of()).commands();
        try (Unanswered producer = new Unanswered();
                CommandSender sender = new CommandSender(producer, topic)) {
            assertThatThrownBy(() -> sender.send(IntStream.range(0, 50)
                            .mapToObj(CommandSenderTest::reset)
                            .toList()))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("the broker did not accept the command")
                    .hasMessageContaining("not present in metadata");

            assertThat(producer.sends).isEqualTo(1);
        }
    }

    private static AlertCommand reset(int number) {
        return new AlertCommand(
                "command-" + number,
                AlertAction.RESET,
                "m:n" + number,
                "alert-" + number,
                "somebody",
                Instant.EPOCH,
                "",
                null,
                null);
    }
}
