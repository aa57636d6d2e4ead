package dev.backslide.core;

import java.util.ServiceLoader;

/**
 * Finds the rules that users supply. Thread-safe.
 *
 * @since 0.1
 */
public final class DirectionRules {

    private DirectionRules() {}

    /**
     * Every {@link DirectionRule} that a jar on the class path names in {@code META-INF/services/dev.backslide.core.DirectionRule},
     * in the order of the class path: the first with an opinion decides. Without one, no rule has an opinion.
     *
     * @throws java.util.ServiceConfigurationError when a named class is missing or cannot be made
     */
    public static DirectionRule load(ClassLoader classes) {
        DirectionRule rules = (category, unit) -> Direction.UNKNOWN;
        for (DirectionRule rule : ServiceLoader.load(DirectionRule.class, classes)) {
            rules = rules.orElse(rule);
        }
        return rules;
    }
}
