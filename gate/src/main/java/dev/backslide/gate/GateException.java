package dev.backslide.gate;

/**
 * A gate's file cannot be read or written: the message names the file, the cause and the next step. Immutable.
 *
 * @since 0.1
 */
public final class GateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GateException(String message) {
        super(message);
    }

    GateException(String message, Throwable cause) {
        super(message, cause);
    }
}
