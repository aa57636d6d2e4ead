package dev.backslide.detector;

import dev.backslide.schemas.SchemaRegistryUnavailableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * What cannot be read goes to the dead letters and the rest goes on, except where the schema registry gave no answer: then the
 * record may be fine and is tried again. Thread-safe.
 */
public final class DeadLetterDeserializationHandler extends LogAndContinueExceptionHandler {

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SchemaRegistryUnavailableException) {
                return Response.fail();
            }
        }
        return super.handleError(context, record, exception);
    }
}
