package dev.backslide.sdk;

/** A measurement was recorded and could not be judged. */
final class UnjudgedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnjudgedException(RuntimeException cause) {
        super(
                "the measurement is recorded but judging it failed: " + cause
                        + "; check the direction rules, or report it",
                cause);
    }
}
