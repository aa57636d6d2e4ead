package dev.backslide.detector.deadletter;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/**
 * What cannot be read goes to the dead letters and the rest goes on, except where the schema registry gave no answer: then the
 * record may be fine and is tried again. Thread-safe.
 */
public final class DeadLetterDeserializationHandler implements DeserializationExceptionHandler {

    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (SchemaRegistryUnavailableException.isCauseOf(exception)) {
            return Response.fail();
        }
        return Response.resume(Objects.requireNonNull(letters)
                .instead(context, exception, "a record cannot be read, it goes to the dead letters"));
    }

    @Override
    public void configure(Map<String, ?> config) {
        letters = DeadLetters.of(config);
    }
}
