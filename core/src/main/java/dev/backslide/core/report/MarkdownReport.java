package dev.backslide.core.report;

import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.statistics.Trend;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Locale;

/**
 * The specification's Markdown report, written as its parts arrive: thousands of series need no more memory than one.
 * Not thread-safe: one a report.
 *
 * @since 0.1
 */
public final class MarkdownReport {

    /** Alerts as a report lists them: the worst first, the newest first among equals. */
    public static final Comparator<RegressionAlert> ALERT_ORDER = Comparator.comparing(RegressionAlert::severity)
            .thenComparing(RegressionAlert::timestamp)
            .reversed()
            .thenComparing(RegressionAlert::alertId);

    /** Alerts that a report lists at most; the summary counts all. */
    public static final int MAX_ALERTS = 100;

    private final Appendable out;

    /** @param out receives the report; flushing and closing it stays with the caller */
    public MarkdownReport(Appendable out) {
        this.out = out;
    }

    /**
     * Writes the whole report.
     *
     * @param alerts in {@link #ALERT_ORDER}, withdrawn ones left out
     * @param series in the order to be listed
     */
    public void write(
            Instant generatedAt,
            ReportSummary summary,
            Iterator<RegressionAlert> alerts,
            Iterator<SeriesSection> series)
            throws IOException {
        line("# Performance Report");
        line("");
        line("Generated on: " + PythonFormat.isoformat(generatedAt));
        line("");
        summary(summary);
        alerts(summary.alerts(), alerts);
        line("## Metrics History");
        if (!series.hasNext()) {
            line("");
            line("No measurements yet.");
        }
        while (series.hasNext()) {
            line("");
            section(series.next());
        }
    }

    private void summary(ReportSummary summary) throws IOException {
        line("## Summary");
        line("");
        line("- Total metrics tracked: " + summary.measurements());
        line("- Unique metrics: " + summary.series());
        line("- Regression alerts: " + summary.alerts());
        line("- Critical alerts: " + summary.criticalAlerts());
        line("");
    }

    private void alerts(long total, Iterator<RegressionAlert> alerts) throws IOException {
        line("## Recent Regression Alerts");
        line("");
        int listed = 0;
        while (alerts.hasNext() && listed < MAX_ALERTS) {
            alert(alerts.next());
            listed++;
        }
        if (listed == 0) {
            line("No regression alerts.");
        } else if (total > listed) {
            line("- and " + (total - listed) + " more, less severe or older");
        }
        line("");
    }

    private void alert(RegressionAlert alert) throws IOException {
        String state = alert.state() == AlertState.OPEN
                ? ""
                : " (" + alert.state().name().toLowerCase(Locale.ROOT) + ")";
        line("- **" + alert.severity() + "**: " + MarkdownText.escape(alert.message()) + state);
    }

    private void section(SeriesSection section) throws IOException {
        Summary summary = section.summary();
        String unit = section.unit().isEmpty() ? "" : " " + MarkdownText.escape(section.unit());
        line("### " + MarkdownText.escape(section.seriesKey()));
        line("- Latest value: " + PythonFormat.fixed2(summary.latest()) + unit);
        line("- Historical mean: " + PythonFormat.fixed2(summary.mean()) + unit);
        line("- Historical stdev: " + PythonFormat.fixed2(summary.stdev()) + unit);
        line("- Min: " + PythonFormat.fixed2(summary.min()) + ", Max: " + PythonFormat.fixed2(summary.max()));
        line("- Total measurements: " + summary.count());
        course(section, unit);
        if (section.direction() == Direction.UNKNOWN) {
            line("- Direction: unknown, so this metric never alerts; declare whether higher or lower is better");
        }
    }

    /** What is told beyond the specification's figures, where it is known. */
    private void course(SeriesSection section, String unit) throws IOException {
        double[] values = section.curve().values();
        Double trend = Trend.percent(values);
        if (trend != null) {
            line("- Trend: " + PercentText.signed(trend) + " (last 5 against the 5 before)");
        }
        Double baseline = section.pinnedBaseline();
        if (baseline != null) {
            Double distance = section.distancePercent();
            line("- Baseline: " + PythonFormat.fixed2(baseline) + unit
                    + (distance == null ? "" : ", latest is " + PercentText.signed(distance) + " from it"));
        }
        if (values.length > 0) {
            line("- History: " + Sparkline.of(values));
        }
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
