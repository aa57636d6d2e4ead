package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;

/**
 * The policy as it holds for one measurement. Immutable.
 *
 * @param detector which rule decides
 * @param direction which way is better
 * @param thresholdPercent above 0
 * @param floor in the metric's unit, at least 0
 * @param sampleNoise largest difference that the samples within the run explain, in the metric's unit; 0: none, or not known yet
 * @since 0.1
 */
public record EffectivePolicy(
        DetectorKind detector, Direction direction, double thresholdPercent, double floor, double sampleNoise) {

    /** The same for a run whose samples explain this much. */
    EffectivePolicy explaining(double newSampleNoise) {
        return new EffectivePolicy(detector, direction, thresholdPercent, floor, newSampleNoise);
    }
}
