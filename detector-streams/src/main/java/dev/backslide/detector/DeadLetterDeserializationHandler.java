package dev.backslide.detector;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What cannot be read goes to the dead letters and the rest goes on, except where the schema registry gave no answer: then the
 * record may be fine and is tried again. Thread-safe.
 */
public final class DeadLetterDeserializationHandler implements DeserializationExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDeserializationHandler.class);

    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (SchemaRegistryUnavailableException.isCauseOf(exception)) {
            return Response.fail();
        }
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(exception)
                .log("record cannot be read, it goes to the dead letters");
        return Response.resume(List.of(Objects.requireNonNull(letters).letter(context, exception)));
    }

    @Override
    public void configure(Map<String, ?> config) {
        letters = DeadLetters.of(config);
    }
}
