package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.text.Counted;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notes metrics of which nothing says which way is better: they are recorded, and nothing can ever be found in them. Not
 * thread-safe.
 */
public final class UnjudgedMetrics {

    private static final int NAMED = 3;

    private final Policies policies;
    private final Map<MetricKey, Policy> metrics = new HashMap<>();
    private final Set<MetricKey> unjudged = new LinkedHashSet<>();

    public UnjudgedMetrics(Policies policies) {
        this.policies = policies;
    }

    /** Looks at a measurement; what is declared to be of no direction is meant so. */
    public void add(MetricEvent event) {
        MetricKey metric = event.metricKey();
        Policy policy = metrics.computeIfAbsent(metric, policies::policyFor);
        if (event.direction() != Direction.UNKNOWN && policy.directionOf(event) == Direction.UNKNOWN) {
            unjudged.add(metric);
        }
    }

    /**
     * One line where there are any.
     *
     * @param remedy what to add
     */
    public void tell(CliContext context, String remedy) {
        if (unjudged.isEmpty()) {
            return;
        }
        String names = unjudged.stream().limit(NAMED).map(MetricKey::toString).collect(Collectors.joining(", "))
                + (unjudged.size() > NAMED ? " and " + (unjudged.size() - NAMED) + " more" : "");
        Failures.print(
                context.err(),
                "the direction of " + Counted.of(unjudged.size(), "metric") + " is unknown (" + names + "), so "
                        + (unjudged.size() == 1 ? "it is" : "they are") + " recorded and never judged; " + remedy);
    }
}
