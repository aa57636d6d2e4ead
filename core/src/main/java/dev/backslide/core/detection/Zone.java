package dev.backslide.core.detection;

/**
 * Measurements first to last, both counted from 0 and included. Immutable.
 *
 * @param first measurement
 * @param last measurement
 */
public record Zone(int first, int last) {

    boolean contains(int index) {
        return first <= index && index <= last;
    }
}
