package dev.backslide.cli;

import dev.backslide.broker.BrokerException;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.configuration.InvalidConfigurationException;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.sdk.storage.StorageException;
import org.apache.kafka.common.KafkaException;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells failures in a person's words. Stateless. */
final class Failures {

    private Failures() {}

    /** One line, or one a problem where a configuration has several. */
    static String describe(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return describe(wrapped.getCause());
        }
        if (failure instanceof IOException io) {
            return FileTrouble.of(io);
        }
        String message = failure.getMessage();
        if (isUnexpected(failure)) {
            return failure.getClass().getSimpleName() + (message == null ? "" : ": " + oneLine(message));
        }
        if (failure instanceof CommandFailure || failure instanceof InvalidConfigurationException) {
            return String.valueOf(message);
        }
        return message == null ? failure.getClass().getSimpleName() : oneLine(message);
    }

    /** Whether nobody foresaw it: neither a user's problem nor the cluster's. */
    static boolean isUnexpected(Throwable failure) {
        return !(failure instanceof CommandFailure
                || failure instanceof InvalidMetricException
                || failure instanceof BrokerException
                || failure instanceof KafkaException
                || failure instanceof StorageException
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
