package dev.backslide.core.detection.explain;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.Decision;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Why the newest measurement of a series did or did not raise an alert: the series is judged again by {@link SeriesMonitor}, and what
 * it knew at that measurement is kept. Immutable.
 *
 * @param series what was measured
 * @param last the newest measurement, in the order of the history, in the unit of the series where it can be compared with it
 * @param verdict the answer for it, with what was applied
 * @param detector which rule decides
 * @param measurements how many the explanation rests on, the newest included
 * @param level what the newest was compared with where the rule knows a series' noise; null: it is too young, or the rule looks
 *     at the previous value only
 * @param limit the value beyond which the newest would have been SUSPECT or REGRESSION; null: no value would, or direction unknown
 * @param untilConfirmed how many more measurements like the newest would confirm a change; null: it is no worse than the
 *     threshold, is confirmed already, or 20 would not do
 * @param openAlert the alert that is open; null: none
 * @param changed what became of an alert at the newest measurement; null: nothing
 * @since 0.1
 */
public record Explanation(
        SeriesKey series,
        MetricEvent last,
        MetricVerdict verdict,
        DetectorKind detector,
        int measurements,
        @Nullable Baseline level,
        @Nullable Double limit,
        @Nullable Integer untilConfirmed,
        @Nullable RegressionAlert openAlert,
        @Nullable RegressionAlert changed) {

    /**
     * Judges a history and explains its newest measurement.
     *
     * @param measurements of one series, the newest last; at least one
     * @param policy as the detector has it
     */
    public static Explanation of(SeriesKey series, List<MetricEvent> measurements, Policy policy) {
        SeriesMonitor monitor = new SeriesMonitor(series, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
        for (MetricEvent event : measurements.subList(0, measurements.size() - 1)) {
            monitor.accept(event, policy);
        }
        CounterfactualProbe before = CounterfactualProbe.of(series, monitor, policy);
        MetricEvent measured = measurements.get(measurements.size() - 1);
        String unit = monitor.unit();
        MetricEvent last = unit == null ? measured : measured.inUnit(unit).orElse(measured);
        Decision decision = monitor.accept(CounterfactualProbe.asking(last, last.value()), policy);
        MetricVerdict verdict = Objects.requireNonNull(decision.verdict());
        List<RegressionAlert> alerts = decision.alerts();
        return new Explanation(
                series,
                last,
                verdict,
                policy.detector(),
                measurements.size(),
                before.level(),
                before.limit(last, verdict),
                CounterfactualProbe.of(series, monitor, policy).untilConfirmed(last, verdict),
                monitor.history().size() == 0 ? null : monitor.memory().openAlert(),
                alerts.isEmpty() ? null : alerts.get(alerts.size() - 1));
    }

    /** The explanation in words, a line a topic. */
    public List<ExplanationLine> lines() {
        return new ExplanationText(this).lines();
    }
}
