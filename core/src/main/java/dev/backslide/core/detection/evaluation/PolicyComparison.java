package dev.backslide.core.detection.evaluation;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.monitor.Decision;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Runs two policies side by side over recorded measurements and tells which alerts each of them raises. A measurement whose
 * direction nobody knows is judged both ways. Not thread-safe.
 *
 * @since 0.1
 */
public final class PolicyComparison {

    private final Function<MetricKey, Policy> first;
    private final Function<MetricKey, Policy> second;
    private final Map<MetricKey, Policy> firstPolicies = new HashMap<>();
    private final Map<MetricKey, Policy> secondPolicies = new HashMap<>();
    private final SleepingMonitors firstMonitors = new SleepingMonitors();
    private final SleepingMonitors secondMonitors = new SleepingMonitors();

    private long judgedBothWays;

    /**
     * A comparison of two policies.
     *
     * @param first what holds for a metric under the one; asked once a metric
     * @param second the same under the other
     */
    public PolicyComparison(Function<MetricKey, Policy> first, Function<MetricKey, Policy> second) {
        this.first = first;
        this.second = second;
    }

    /**
     * An alert that was raised. Immutable.
     *
     * @param bySecond whether the second policy raised it
     * @param alert as it was raised
     * @param other what the other policy says of the same measurement
     * @param sinceFirst measurements from the first one of the new level to this one; 0: this one is the first
     */
    public record Raised(boolean bySecond, RegressionAlert alert, MetricVerdict other, int sinceFirst) {}

    /** Takes the next measurement of a series; mostly nobody raises an alert. */
    public List<Raised> next(SeriesKey series, MetricEvent event) {
        Policy one = firstPolicies.computeIfAbsent(series.metric(), first);
        Policy other = secondPolicies.computeIfAbsent(series.metric(), second);
        if (one.directionOf(event) != Direction.UNKNOWN) {
            return judge(series, "", asking(event, event.direction()), one, other);
        }
        judgedBothWays++;
        List<Raised> raised = new ArrayList<>();
        for (Direction way : List.of(Direction.LOWER_IS_BETTER, Direction.HIGHER_IS_BETTER)) {
            raised.addAll(judge(series, way.name(), asking(event, way), one, other));
        }
        return raised;
    }

    /** How many measurements nobody knows the direction of. */
    public long judgedBothWays() {
        return judgedBothWays;
    }

    private List<Raised> judge(SeriesKey series, String way, MetricEvent event, Policy one, Policy other) {
        String id = series + way;
        SeriesMonitor firstMonitor = firstMonitors.of(id, series);
        SeriesMonitor secondMonitor = secondMonitors.of(id, series);
        Decision byFirst = firstMonitor.accept(event, one);
        Decision bySecond = secondMonitor.accept(event, other);
        if (byFirst.alerts().isEmpty() && bySecond.alerts().isEmpty()) {
            return List.of();
        }
        List<Raised> raised = new ArrayList<>(2);
        collect(raised, false, byFirst, bySecond, firstMonitor);
        collect(raised, true, bySecond, byFirst, secondMonitor);
        return raised;
    }

    private static void collect(
            List<Raised> raised, boolean bySecond, Decision decision, Decision otherDecision, SeriesMonitor monitor) {
        for (RegressionAlert alert : decision.alerts()) {
            if (alert.isRaised()) {
                MetricVerdict verdict = Objects.requireNonNull(otherDecision.verdict());
                raised.add(new Raised(
                        bySecond, alert, verdict, AlertBacktest.sinceFirst(monitor.history(), alert.openedAt())));
            }
        }
    }

    /** The same measurement, with this direction declared and a verdict asked for. */
    private static MetricEvent asking(MetricEvent event, @Nullable Direction direction) {
        return event.toBuilder().direction(direction).verdictRequested(true).build();
    }
}
