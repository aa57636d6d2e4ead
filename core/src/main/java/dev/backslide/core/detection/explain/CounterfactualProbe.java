package dev.backslide.core.detection.explain;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.NoiseGate;
import dev.backslide.core.detection.rule.PercentChange;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A series at one moment, and what it would say of measurements that were never made. Immutable. */
final class CounterfactualProbe {

    private static final int MOST = 20;
    private static final int DOUBLINGS = 200;
    private static final int HALVINGS = 50;

    private final SeriesKey series;
    private final List<HistoryPoint> points;
    private final SeriesMemory memory;
    private final Policy policy;

    private CounterfactualProbe(SeriesKey series, List<HistoryPoint> points, SeriesMemory memory, Policy policy) {
        this.series = series;
        this.points = points;
        this.memory = memory;
        this.policy = policy;
    }

    /** The series as the monitor has it now. */
    static CounterfactualProbe of(SeriesKey series, SeriesMonitor monitor, Policy policy) {
        SeriesHistory history = monitor.history();
        List<HistoryPoint> points = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            points.add(history.get(i));
        }
        return new CounterfactualProbe(
                series, points, points.isEmpty() ? SeriesMemory.EMPTY : monitor.memory(), policy);
    }

    /** The level and noise that the gate would compare with; null where the rule is still, or always, the previous value's. */
    @Nullable
    Baseline level() {
        DetectorMemory detector = memory.detector();
        if (detector == null || policy.detector() == DetectorKind.PREVIOUS) {
            return null;
        }
        double[] values = points.stream().mapToDouble(HistoryPoint::value).toArray();
        ChangePointDetector rebuilt = ChangePointDetector.rebuild(values, detector);
        return NoiseGate.isReady(rebuilt) ? rebuilt.baseline() : null;
    }

    /** The value beyond which this measurement would have been SUSPECT or REGRESSION, found by asking; null: there is none. */
    @Nullable
    Double limit(MetricEvent event, MetricVerdict verdict) {
        Double compared = verdict.baseline();
        if (compared == null || verdict.direction() == Direction.UNKNOWN || isBad(event, compared)) {
            return null;
        }
        double towards = verdict.direction() == Direction.LOWER_IS_BETTER ? 1 : -1;
        double step = towards * Math.max(Math.abs(compared) / 1_000, 1e-12);
        double good = compared;
        double bad = compared + step;
        for (int i = 0; i < DOUBLINGS && Double.isFinite(bad) && !isBad(event, bad); i++) {
            good = bad;
            step *= 2;
            bad = compared + step;
        }
        if (!Double.isFinite(bad)) {
            return null;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = good / 2 + bad / 2;
            if (isBad(event, middle)) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        return isBad(event, bad) ? bad : null;
    }

    /**
     * How many more measurements like the newest would confirm a change for the worse; null where it is no worse than the
     * threshold, or many would not.
     */
    @Nullable
    Integer untilConfirmed(MetricEvent event, MetricVerdict verdict) {
        Double compared = verdict.baseline();
        boolean near = compared != null
                && verdict.verdict() != Verdict.REGRESSION
                && PercentChange.severity(compared, event.value(), policy.appliedTo(event)) != null;
        if (!near || policy.detector() == DetectorKind.PREVIOUS) {
            return null;
        }
        SeriesMonitor monitor = rebuilt();
        Instant time = event.orderTime();
        for (int more = 1; more <= MOST; more++) {
            MetricEvent next = later(event, time.plusSeconds(more), more);
            MetricVerdict answer =
                    Objects.requireNonNull(monitor.accept(next, policy).verdict());
            if (answer.verdict() == Verdict.REGRESSION) {
                return more;
            }
        }
        return null;
    }

    private boolean isBad(MetricEvent event, double value) {
        Verdict verdict = Objects.requireNonNull(
                        rebuilt().accept(asking(event, value), policy).verdict())
                .verdict();
        return verdict == Verdict.SUSPECT || verdict == Verdict.REGRESSION;
    }

    private SeriesMonitor rebuilt() {
        SeriesHistory history = new SeriesHistory(HistoryLimits.DEFAULT);
        points.forEach(history::add);
        return new SeriesMonitor(series, history, memory);
    }

    private static MetricEvent later(MetricEvent event, Instant time, int number) {
        return MetricEvent.builder(event.modelName(), event.name(), event.value(), event.unit())
                .eventId("what-if-" + number)
                .category(event.category())
                .timestamp(time)
                .direction(event.direction())
                .thresholdPercent(event.thresholdPercent())
                .verdictRequested(true)
                .build();
    }

    /** The same measurement with this value, and a verdict asked for. */
    static MetricEvent asking(MetricEvent event, double value) {
        return event.toBuilder(value).verdictRequested(true).build();
    }
}
