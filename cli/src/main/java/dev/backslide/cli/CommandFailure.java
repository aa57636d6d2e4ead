package dev.backslide.cli;

/** A user's problem, told in one line without a stack trace; the command exits 1. Immutable. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message offender, rule and next step in one line */
    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
