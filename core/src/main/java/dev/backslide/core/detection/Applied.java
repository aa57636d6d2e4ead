package dev.backslide.core.detection;

import dev.backslide.core.Direction;

/**
 * The policy as it holds for one measurement. Immutable.
 *
 * @param detector which rule decides
 * @param direction which way is better
 * @param thresholdPercent above 0
 * @param floor in the metric's unit, at least 0
 * @param sampleNoise largest difference that the samples within the run explain, in the metric's unit; 0 where there are too few
 */
record Applied(DetectorKind detector, Direction direction, double thresholdPercent, double floor, double sampleNoise) {}
