package dev.backslide.core.detection.rule;

import dev.backslide.core.MetricKey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which policy holds for which metric: one for all, and rules over it. Where several rules match, each setting comes from the most specific
 * one that has it (the most literal characters; of equals the later one). Immutable and thread-safe.
 *
 * @since 0.1
 */
public final class Policies {

    /** The default policy for every metric. */
    public static final Policies DEFAULT = of(Policy.ofThreshold(Policy.DEFAULT_THRESHOLD_PERCENT));

    private record Matcher(Pattern pattern, PolicyRule rule) {}

    private final Policy everything;
    private final List<Matcher> leastSpecificFirst;

    private Policies(Policy everything, List<Matcher> leastSpecificFirst) {
        this.everything = everything;
        this.leastSpecificFirst = leastSpecificFirst;
    }

    /** One policy for every metric. */
    public static Policies of(Policy everything) {
        return of(everything, List.of());
    }

    /**
     * A policy and exceptions from it.
     *
     * @throws IllegalArgumentException when a rule's setting breaks a rule of {@link Policy}; the message names the pattern
     */
    public static Policies of(Policy everything, List<PolicyRule> rules) {
        List<Matcher> matchers = new ArrayList<>();
        rules.stream().sorted(Comparator.comparingInt(PolicyRule::specificity)).forEach(rule -> {
            requireValid(rule, everything);
            matchers.add(new Matcher(rule.pattern(), rule));
        });
        return new Policies(everything, List.copyOf(matchers));
    }

    /** What holds for a metric. Tries every rule: keep the answer where it is asked for often. */
    public Policy policyFor(MetricKey metric) {
        if (leastSpecificFirst.isEmpty()) {
            return everything;
        }
        String key = metric.toString();
        Policy policy = everything;
        for (Matcher matcher : leastSpecificFirst) {
            policy = matcher.pattern.matcher(key).matches() ? matcher.rule.over(policy) : policy;
        }
        return policy;
    }

    /** The same exceptions from another policy. */
    public Policies over(Policy otherwise) {
        return new Policies(otherwise, leastSpecificFirst);
    }

    /** The policy where no rule matches. */
    public Policy everything() {
        return everything;
    }

    private static void requireValid(PolicyRule rule, Policy everything) {
        try {
            rule.over(everything);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(rule.glob() + ": " + e.getMessage(), e);
        }
    }
}
