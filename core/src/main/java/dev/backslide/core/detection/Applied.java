package dev.backslide.core.detection;

import dev.backslide.core.Direction;

/**
 * The policy as it holds for one measurement. Immutable.
 *
 * @param detector which rule decides
 * @param direction which way is better
 * @param thresholdPercent above 0
 * @param floor in the metric's unit, at least 0
 */
record Applied(DetectorKind detector, Direction direction, double thresholdPercent, double floor) {}
