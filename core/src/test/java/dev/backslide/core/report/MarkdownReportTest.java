package dev.backslide.core.report;

import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.Summary;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class MarkdownReportTest {

    private static final Instant GENERATED = Instant.parse("2023-10-15T10:30:45.123456Z");
    private static final String SPECIFICATION_SAMPLE = """
            # Performance Report

            Generated on: 2023-10-15T10:30:45.123456

            ## Summary

            - Total metrics tracked: 150
            - Unique metrics: 25
            - Regression alerts: 2
            - Critical alerts: 1

            ## Recent Regression Alerts

            - **CRITICAL**: Performance regression detected for my_model:inference_speed. Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%
            - **WARNING**: Performance regression detected for another_model:memory_usage. Previous: 500.00MB, Current: 550.00MB, Change: +10.00%

            ## Metrics History

            ### my_model:inference_speed
            - Latest value: 140.00 tokens/sec
            - Historical mean: 148.50 tokens/sec
            - Historical stdev: 2.34 tokens/sec
            - Min: 140.00, Max: 152.00
            - Total measurements: 25

            ### another_model:memory_usage
            - Latest value: 550.00 MB
            - Historical mean: 510.00 MB
            - Historical stdev: 15.20 MB
            - Min: 490.00, Max: 550.00
            - Total measurements: 30
            """;
    private static final String SPEED = "Performance regression detected for my_model:inference_speed."
            + " Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%";
    private static final String MEMORY = "Performance regression detected for another_model:memory_usage."
            + " Previous: 500.00MB, Current: 550.00MB, Change: +10.00%";

    @Test
    void report_specificationsSample_isTheSameText() throws IOException {
        String report = report(
                new ReportSummary(150, 25, 2, 1),
                List.of(
                        alert("a", Severity.CRITICAL, AlertState.OPEN, 1, SPEED),
                        alert("b", Severity.WARNING, AlertState.OPEN, 2, MEMORY)),
                List.of(
                        section(
                                "my_model:inference_speed",
                                "tokens/sec",
                                new Summary(25, 148.5, 2.34, 140, 152, 149, 140)),
                        section("another_model:memory_usage", "MB", new Summary(30, 510, 15.2, 490, 550, 505, 550))));

        assertThat(report).isEqualTo(SPECIFICATION_SAMPLE);
    }

    @Test
    void report_nothingStored_saysSo() throws IOException {
        assertThat(report(new ReportSummary(0, 0, 0, 0), List.of(), List.of()))
                .contains("## Recent Regression Alerts\n\nNo regression alerts.\n\n## Metrics History\n\nNo measure");
    }

    @Test
    void report_closedAlert_keepsLineAndNamesState() throws IOException {
        assertThat(report(
                        new ReportSummary(2, 1, 1, 0),
                        List.of(alert("b", Severity.WARNING, AlertState.RESOLVED, 2, MEMORY)),
                        List.of()))
                .contains("- **WARNING**: " + MEMORY + " (resolved)\n");
    }

    @Test
    void report_moreAlertsThanListed_countsTheRest() throws IOException {
        RegressionAlert alert = alert("a", Severity.WARNING, AlertState.OPEN, 1, SPEED);

        assertThat(report(new ReportSummary(2, 1, 130, 0), Collections.nCopies(130, alert), List.of()))
                .contains(SPEED + "\n- and 30 more, less severe or older\n");
    }

    @Test
    void report_unknownDirection_saysThatItNeverAlerts() throws IOException {
        SeriesSection section = new SeriesSection("m:_odd_", "", Direction.UNKNOWN, Summary.of(new double[] {1}));

        assertThat(report(new ReportSummary(1, 1, 0, 0), List.of(), List.of(section)))
                .endsWith("""
                        ### m:\\_odd\\_
                        - Latest value: 1.00
                        - Historical mean: 1.00
                        - Historical stdev: 0.00
                        - Min: 1.00, Max: 1.00
                        - Total measurements: 1
                        - Direction: unknown, so this metric never alerts; declare whether higher or lower is better
                        """);
    }

    @Test
    void report_withCurveAndBaseline_addsTrendDistanceAndSparkline() throws IOException {
        double[] values = {10, 10, 10, 10, 10, 12, 12, 12, 12, 12};
        SeriesSection section = new SeriesSection(
                "m:n",
                "ms",
                Direction.LOWER_IS_BETTER,
                Summary.of(values),
                Curve.of(new long[values.length], values, values.length),
                8.0,
                List.of());

        assertThat(report(new ReportSummary(10, 1, 0, 0), List.of(), List.of(section)))
                .endsWith("""
                        - Total measurements: 10
                        - Trend: +20.0 % (last 5 against the 5 before)
                        - Baseline: 8.00 ms, latest is +50.0 % from it
                        - History: ▁▁▁▁▁█████
                        """);
    }

    @Test
    void alertOrder_mixed_isWorstThenNewest() {
        assertThat(Stream.of(
                                alert("old", Severity.WARNING, AlertState.OPEN, 1, ""),
                                alert("new", Severity.WARNING, AlertState.OPEN, 5, ""),
                                alert("info", Severity.INFO, AlertState.OPEN, 9, ""),
                                alert("worst", Severity.CRITICAL, AlertState.OPEN, 0, ""))
                        .sorted(MarkdownReport.ALERT_ORDER)
                        .map(RegressionAlert::alertId))
                .containsExactly("worst", "new", "old", "info");
    }

    private static String report(ReportSummary summary, List<RegressionAlert> alerts, List<SeriesSection> series)
            throws IOException {
        StringBuilder out = new StringBuilder();
        new MarkdownReport(out).write(GENERATED, summary, alerts.iterator(), series.iterator());
        return out.toString();
    }

    private static SeriesSection section(String key, String unit, Summary summary) {
        return new SeriesSection(key, unit, Direction.LOWER_IS_BETTER, summary);
    }

    private static RegressionAlert alert(
            String id, Severity severity, AlertState state, long epochSecond, String message) {
        return RegressionAlert.builder()
                .alertId(id)
                .fingerprint("fingerprint")
                .revision(1)
                .state(state)
                .severity(severity)
                .seriesKey("m:n")
                .metricName("n")
                .modelName("m")
                .unit("ms")
                .category("time")
                .direction(Direction.LOWER_IS_BETTER)
                .detector("previous")
                .previousValue(1)
                .currentValue(2)
                .changePercent(100.0)
                .thresholdPercent(5)
                .timestamp(Instant.ofEpochSecond(epochSecond))
                .openedAt(Instant.ofEpochSecond(epochSecond))
                .eventId("event")
                .message(message)
                .build();
    }
}
