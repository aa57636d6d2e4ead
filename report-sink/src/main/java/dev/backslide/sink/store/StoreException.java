package dev.backslide.sink.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used: the message names what is wrong with which file, the rule, and what to do. Immutable. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
