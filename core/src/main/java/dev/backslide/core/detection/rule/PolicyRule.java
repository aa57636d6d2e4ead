package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricGlob;
import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * What a policy says of the metrics that a glob matches. Immutable.
 *
 * @param glob matched against the metric key {@code model:name}: {@code *} stands for any text, {@code ?} for one character. Without a
 *     colon it is matched against the name alone
 * @param thresholdPercent above 0; null: as the policy has it
 * @param floor in the metric's unit, at least 0; null: as the policy has it
 * @param detector which rule decides; null: as the policy has it
 * @param direction which way is better; null: as the policy has it
 * @since 0.1
 */
public record PolicyRule(
        String glob,
        @Nullable Double thresholdPercent,
        @Nullable Double floor,
        @Nullable DetectorKind detector,
        @Nullable Direction direction) {

    public PolicyRule {
        if (glob.isBlank()) {
            throw new IllegalArgumentException("pattern was '' but it must match metric keys, e.g. my_model:*");
        }
    }

    /** A rule about the threshold alone. */
    public static PolicyRule ofThreshold(String glob, double thresholdPercent) {
        return new PolicyRule(glob, thresholdPercent, null, null, null);
    }

    /** How narrow the glob is: a model counts before a name of the same length, since most share names and few share models. */
    int specificity() {
        String full = MetricGlob.whole(glob);
        int literal = 0;
        for (int i = 0; i < full.length(); i++) {
            char c = full.charAt(i);
            literal += c == '*' || c == '?' ? 0 : 2;
        }
        return literal + (full.startsWith("*") ? 0 : 1);
    }

    Pattern pattern() {
        return MetricGlob.pattern(glob);
    }

    /** This rule over a policy. */
    Policy over(Policy policy) {
        return new Policy(
                detector == null ? policy.detector() : detector,
                thresholdPercent == null ? policy.thresholdPercent() : thresholdPercent,
                floor == null ? policy.floor() : floor,
                direction == null ? policy.direction() : direction,
                policy.directionRule());
    }
}
