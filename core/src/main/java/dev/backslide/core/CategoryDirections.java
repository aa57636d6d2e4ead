package dev.backslide.core;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Custom categories by configuration: which way is better, for any unit. Thread-safe.
 *
 * @since 0.1
 */
public final class CategoryDirections implements DirectionRule {

    private final Map<String, Direction> byCategory;

    /** @param byCategory categories, read without regard to case, and which way of them is better */
    public CategoryDirections(Map<String, Direction> byCategory) {
        Map<String, Direction> lower = new HashMap<>();
        byCategory.forEach((category, direction) -> lower.put(lowerCase(category), direction));
        this.byCategory = Map.copyOf(lower);
    }

    @Override
    public Direction directionOf(String category, String unit) {
        return byCategory.isEmpty()
                ? Direction.UNKNOWN
                : byCategory.getOrDefault(lowerCase(category), Direction.UNKNOWN);
    }

    private static String lowerCase(String category) {
        return category.strip().toLowerCase(Locale.ROOT);
    }
}
