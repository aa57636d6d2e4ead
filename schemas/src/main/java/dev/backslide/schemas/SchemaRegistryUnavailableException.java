package dev.backslide.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry gave no answer: the record itself may be fine, so it must be tried again and not dead-lettered.
 * Immutable.
 *
 * @since 0.1
 */
public final class SchemaRegistryUnavailableException extends SerializationException {

    private static final long serialVersionUID = 1L;

    SchemaRegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether this, or what caused it, is a registry that gave no answer. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SchemaRegistryUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
