package dev.backslide.detector.deadletter;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Objects;

/**
 * An output that was not written fails its transaction, and its record is processed again. Where the dead-letters topic takes no
 * letter of that size (it was not made by us, or made by an older version), the next try writes a small one: a bad record must
 * not stop the detector. Thread-safe.
 */
public final class DeadLetterProductionHandler implements ProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProductionHandler.class);

    private @Nullable DeadLetters letters;

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException) {
            return Response.retry();
        }
        DeadLetters deadLetters = Objects.requireNonNull(letters);
        if (record.topic().equals(deadLetters.topic()) && exception instanceof RecordTooLargeException) {
            deadLetters.shrink();
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("reason", exception.getMessage())
                    .log(
                            "dead letter was too large, until the next start they are cut; raise max.message.bytes of the topic");
        }
        return Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> config) {
        letters = DeadLetters.of(config);
    }
}
