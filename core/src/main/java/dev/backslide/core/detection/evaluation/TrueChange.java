package dev.backslide.core.detection.evaluation;

/**
 * A labelled change of level. Immutable.
 *
 * @param index first measurement of the new level, counted from 0
 * @param end last measurement of a ramp, equal to {@code index} for a step
 * @param snr size in noise standard deviations, {@link #UNKNOWN_SNR} where the label does not say
 * @since 0.1
 */
public record TrueChange(int index, int end, double snr) {

    /** A change whose size nobody measured counts as large. */
    public static final double UNKNOWN_SNR = 1e9;

    /** Checks the order. */
    public TrueChange {
        if (index < 0 || end < index) {
            throw new IllegalArgumentException("end was " + end + " but must be at least index = " + index);
        }
    }
}
