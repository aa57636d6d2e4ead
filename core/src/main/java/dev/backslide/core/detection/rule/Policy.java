package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.DirectionRule;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.StandardDirections;

/**
 * How measurements are judged where the event itself does not say. Immutable.
 *
 * @param detector which rule decides; default {@link DetectorKind#ADAPTIVE}
 * @param thresholdPercent worse by more than this percentage is a regression; above 0, default 5.0
 * @param floor changes up to this many of the metric's own units never count, at least 0, default 0
 * @param direction which way is better; UNKNOWN (the default) leaves it to the rule
 * @param directionRule which way is better by category and unit; default: the specification's tables
 * @since 0.1
 */
public record Policy(
        DetectorKind detector,
        double thresholdPercent,
        double floor,
        Direction direction,
        DirectionRule directionRule) {

    /** The specification's threshold, in percent. */
    public static final double DEFAULT_THRESHOLD_PERCENT = 5.0;

    public Policy {
        if (!(thresholdPercent > 0 && thresholdPercent <= 1e6)) {
            throw new IllegalArgumentException(
                    "regression_threshold was '" + thresholdPercent + "' but it must be a percentage above 0");
        }
        if (!(floor >= 0 && floor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("floor was '" + floor + "' but it must be 0 or more and finite");
        }
    }

    /** A policy with this threshold and every other default. */
    public static Policy ofThreshold(double thresholdPercent) {
        return new Policy(DetectorKind.ADAPTIVE, thresholdPercent, 0.0, Direction.UNKNOWN, StandardDirections.INSTANCE);
    }

    /** The same policy under another rule. */
    public Policy withDetector(DetectorKind newDetector) {
        return new Policy(newDetector, thresholdPercent, floor, direction, directionRule);
    }

    /** The same policy with another threshold, above 0. */
    public Policy withThresholdPercent(double percent) {
        return new Policy(detector, percent, floor, direction, directionRule);
    }

    /** The same policy where another rule is asked before this policy's. */
    public Policy withDirectionRuleFirst(DirectionRule rule) {
        return new Policy(detector, thresholdPercent, floor, direction, rule.orElse(directionRule));
    }

    /** What holds for one event: its own direction and threshold, else this policy's, else the rule's. */
    public EffectivePolicy appliedTo(MetricEvent event) {
        Double ownThreshold = event.thresholdPercent();
        return new EffectivePolicy(
                detector, directionOf(event), ownThreshold == null ? thresholdPercent : ownThreshold, floor, 0);
    }

    /** Which way is better for one event: as it declares, else as this policy says, else as the rule does; UNKNOWN: nobody knows. */
    public Direction directionOf(MetricEvent event) {
        Direction declared = event.direction();
        if (declared != null && declared != Direction.UNKNOWN) {
            return declared;
        }
        if (direction != Direction.UNKNOWN) {
            return direction;
        }
        // Declared as unknown: the producer wants it tracked alone, whatever its unit looks like.
        return declared == null ? directionRule.directionOf(event.category(), event.unit()) : Direction.UNKNOWN;
    }
}
