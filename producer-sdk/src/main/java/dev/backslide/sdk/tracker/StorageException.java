package dev.backslide.sdk.tracker;

/**
 * A file, folder or store that cannot be used. The message names the offender, the rule and the next step. Immutable.
 *
 * @since 0.1
 */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message offender, rule and next step in one sentence */
    public StorageException(String message) {
        super(message);
    }

    /** @param message offender, rule and next step in one sentence */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
