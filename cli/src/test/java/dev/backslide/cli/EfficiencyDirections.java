package dev.backslide.cli;

import dev.backslide.core.Direction;
import dev.backslide.core.DirectionRule;

/**
 * The specification's custom rule, found through META-INF/services as a user's would be: efficiency is higher-is-better, latency
 * lower-is-better, all else is for the next rule. Stateless.
 */
public final class EfficiencyDirections implements DirectionRule {

    @Override
    public Direction directionOf(String category, String unit) {
        return switch (category) {
            case "efficiency" -> Direction.HIGHER_IS_BETTER;
            case "latency" -> Direction.LOWER_IS_BETTER;
            default -> Direction.UNKNOWN;
        };
    }
}
