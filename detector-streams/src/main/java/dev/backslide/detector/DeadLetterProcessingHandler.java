package dev.backslide.detector;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record that cannot be judged goes to the dead letters and the rest goes on, except where Kafka or a store failed: that is not
 * the record's fault, and it is processed again. Thread-safe.
 */
public final class DeadLetterProcessingHandler extends LogAndContinueProcessingExceptionHandler {

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        return exception instanceof KafkaException ? Response.fail() : super.handleError(context, record, exception);
    }
}
