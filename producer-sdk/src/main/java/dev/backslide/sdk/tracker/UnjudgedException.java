package dev.backslide.sdk.tracker;

/**
 * A measurement was recorded and could not be judged.
 *
 * @since 0.1
 */
public final class UnjudgedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnjudgedException(RuntimeException cause) {
        super(
                "the measurement is recorded but judging it failed: " + cause
                        + "; check the direction rules, or report it",
                cause);
    }
}
