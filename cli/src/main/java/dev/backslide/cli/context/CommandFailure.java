package dev.backslide.cli.context;

/** A user's problem, told in one line without a stack trace; the command exits 1. Immutable. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message offender, rule and next step in one line */
    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
