package dev.backslide.detector.deadletter;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/**
 * A record that cannot be judged goes to the dead letters and the rest goes on, except where Kafka or a store failed: that is not
 * the record's fault, and it is processed again. Thread-safe.
 */
public final class DeadLetterProcessingHandler implements ProcessingExceptionHandler {

    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (exception instanceof KafkaException) {
            return Response.fail();
        }
        return Response.resume(Objects.requireNonNull(letters)
                .instead(context, exception, "a record cannot be judged, it goes to the dead letters"));
    }

    @Override
    public void configure(Map<String, ?> config) {
        letters = DeadLetters.of(config);
    }
}
