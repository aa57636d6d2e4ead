package dev.backslide.configuration;

import dev.backslide.core.CategoryDirections;
import dev.backslide.core.Direction;
import dev.backslide.core.DirectionRule;
import dev.backslide.core.DirectionRules;
import dev.backslide.core.StandardDirections;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.detection.rule.PolicyRule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;

/** Makes policies of a configuration that was checked. Stateless. */
final class PolicyReader {

    private PolicyReader() {}

    /** @param classPath where providers of {@link DirectionRule} are looked for */
    static Policies read(Configuration configuration, ClassLoader classPath) {
        Map<String, Direction> categories = new LinkedHashMap<>();
        List<PolicyRule> rules = new ArrayList<>();
        for (SectionEntry entry : configuration.entries()) {
            if (entry.section() == FreeSection.CATEGORIES) {
                categories.put(entry.key(), entry.read(SettingFormat.DIRECTION));
            } else {
                rules.add(rule(entry));
            }
        }
        DirectionRule directions = new CategoryDirections(categories)
                .orElse(configuration.directionRule())
                .orElse(supplied(classPath))
                .orElse(StandardDirections.INSTANCE);
        return Policies.of(
                new Policy(
                        configuration.get(Setting.DETECTOR),
                        configuration.get(Setting.REGRESSION_THRESHOLD),
                        configuration.get(Setting.FLOOR),
                        Direction.UNKNOWN,
                        directions),
                rules);
    }

    private static DirectionRule supplied(ClassLoader classPath) {
        try {
            return DirectionRules.load(classPath);
        } catch (ServiceConfigurationError e) {
            throw new InvalidConfigurationException(
                    "a direction rule on the class path cannot be used (" + e.getMessage()
                            + "); correct its META-INF/services file, or its public constructor without parameters",
                    e);
        }
    }

    private static PolicyRule rule(SectionEntry entry) {
        String glob = entry.pattern();
        return switch (entry.section()) {
            case THRESHOLDS -> new PolicyRule(glob, entry.read(SettingFormat.PERCENTAGE), null, null, null);
            case FLOORS -> new PolicyRule(glob, null, entry.read(SettingFormat.FLOOR), null, null);
            case DETECTORS -> new PolicyRule(glob, null, null, entry.read(SettingFormat.DETECTOR), null);
            case DIRECTIONS -> new PolicyRule(glob, null, null, null, entry.read(SettingFormat.DIRECTION));
            case CATEGORIES -> throw new IllegalArgumentException(entry.key() + " is a category, not a metric");
        };
    }
}
