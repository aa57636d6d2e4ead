package dev.backslide.junit;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.report.Sparkline;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The newest values of a series as one line, for a message. Stateless. */
final class RecentValues {

    private static final int COUNT = 10;

    private RecentValues() {}

    /** Never throws: a message about a regression must come through, even where the history cannot be had. */
    static String of(PerformanceRegressionTracker tracker, MetricEvent metric, MetricVerdict verdict) {
        List<MetricEvent> history;
        try {
            history = new ArrayList<>(tracker.getMetricHistory(verdict.seriesKey()));
        } catch (RuntimeException e) {
            return "not available (" + e.getMessage() + ")";
        }
        // The pipeline's store may not have the measurement yet that its detector has judged.
        if (history.stream().noneMatch(event -> event.eventId().equals(metric.eventId()))) {
            history.add(metric);
        }
        List<MetricEvent> comparable = history.stream()
                .flatMap(event -> event.inUnit(metric.unit()).stream())
                .toList();
        List<MetricEvent> recent = comparable.subList(Math.max(0, comparable.size() - COUNT), comparable.size());
        double[] values = recent.stream().mapToDouble(MetricEvent::value).toArray();
        return Sparkline.of(values) + "  "
                + recent.stream().map(event -> Numbers.plain(event.value())).collect(Collectors.joining(", "))
                + (metric.unit().isEmpty() ? "" : " " + metric.unit()) + " (newest last)";
    }
}
