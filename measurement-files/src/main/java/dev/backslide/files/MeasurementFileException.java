package dev.backslide.files;

/** A file cannot be read, or its header does not say what its columns are: the message names it, the rule and the next step. Immutable. */
public final class MeasurementFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MeasurementFileException(String message) {
        super(message);
    }

    MeasurementFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
