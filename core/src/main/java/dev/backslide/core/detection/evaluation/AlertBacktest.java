package dev.backslide.core.detection.evaluation;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs recorded measurements through the monitors that the product runs, and tells each change of an alert's state. A measurement whose
 * direction nobody knows is judged both ways. Not thread-safe.
 *
 * @since 0.1
 */
public final class AlertBacktest {

    private final Function<MetricKey, Policy> policies;
    private final Map<MetricKey, Policy> known = new HashMap<>();
    private final SleepingMonitors monitors = new SleepingMonitors();
    private long judgedBothWays;

    /** @param policies what holds for a metric; asked once a metric */
    public AlertBacktest(Function<MetricKey, Policy> policies) {
        this.policies = policies;
    }

    /**
     * A change of an alert's state. Immutable.
     *
     * @param alert as it is from now on
     * @param sinceFirst measurements from the first one of the new level to the newest one; 0: that is the first
     */
    public record Revision(RegressionAlert alert, int sinceFirst) {}

    /** Takes the next measurement of a series; mostly nothing changes. */
    public List<Revision> next(SeriesKey series, MetricEvent event) {
        Policy policy = known.computeIfAbsent(series.metric(), policies);
        if (policy.directionOf(event) != Direction.UNKNOWN) {
            return judge(series, "", event, policy);
        }
        judgedBothWays++;
        List<Revision> revisions = new ArrayList<>();
        for (Direction way : List.of(Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER)) {
            MetricEvent declared = event.toBuilder().direction(way).build();
            revisions.addAll(judge(series, way.name(), declared, policy));
        }
        return revisions;
    }

    /** How many measurements nobody knows the direction of. */
    public long judgedBothWays() {
        return judgedBothWays;
    }

    private List<Revision> judge(SeriesKey series, String way, MetricEvent event, Policy policy) {
        SeriesMonitor monitor = monitors.of(series + way, series);
        List<RegressionAlert> alerts = monitor.accept(event, policy).alerts();
        if (alerts.isEmpty()) {
            return List.of();
        }
        return alerts.stream()
                .map(alert -> new Revision(alert, sinceFirst(monitor.history(), alert.openedAt())))
                .toList();
    }

    /** Measurements from the first one of a level to the newest one. */
    static int sinceFirst(SeriesHistory history, Instant openedAt) {
        int newest = history.size() - 1;
        int place = newest;
        while (place > 0 && !history.get(place - 1).orderTime().isBefore(openedAt)) {
            place--;
        }
        return newest - place;
    }
}
