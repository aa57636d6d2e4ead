package dev.backslide.core;

/**
 * Decides which way is better for a category and unit, if neither the event nor the policy declares it. Implementations
 * must be thread-safe and deterministic; {@link Direction#UNKNOWN} means "no opinion".
 *
 * @since 0.1
 */
@FunctionalInterface
public interface DirectionRule {

    /**
     * @param category the event's category, e.g. {@code performance}
     * @param unit the event's unit, e.g. {@code tokens/sec}; may be empty
     */
    Direction directionOf(String category, String unit);

    /** This rule, or the other if this one has no opinion. */
    default DirectionRule orElse(DirectionRule other) {
        return (category, unit) -> {
            Direction direction = directionOf(category, unit);
            return direction == Direction.UNKNOWN ? other.directionOf(category, unit) : direction;
        };
    }
}
