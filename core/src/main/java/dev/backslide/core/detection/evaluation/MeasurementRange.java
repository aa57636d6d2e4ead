package dev.backslide.core.detection.evaluation;

/**
 * Measurements first to last, both counted from 0 and included. Immutable.
 *
 * @param first measurement
 * @param last measurement
 * @since 0.1
 */
public record MeasurementRange(int first, int last) {

    boolean contains(int index) {
        return first <= index && index <= last;
    }
}
