package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.report.CsvExport;
import dev.backslide.core.report.Curve;
import dev.backslide.core.report.HtmlReport;
import dev.backslide.core.report.MarkdownReport;
import dev.backslide.core.report.ReportSummary;
import dev.backslide.core.report.SeriesSection;
import dev.backslide.sdk.internal.storage.SpecificationJson;
import dev.backslide.sdk.tracker.TrackerFile;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reports, CSV and JSON of a local folder, in the specification's shapes. Stateless. */
final class LocalReports {

    private LocalReports() {}

    /** Writes the content of a file. */
    static void write(TrackerFile file, Map<String, LocalSeries> series, Instant now, Writer out) throws IOException {
        switch (file) {
            case REPORT -> markdown(series, now, out);
            case PAGE -> html(series, now, out);
            case CSV -> csv(series, out);
            case HISTORY -> history(series, out);
            case ALERTS -> alerts(series, out);
        }
    }

    private static void markdown(Map<String, LocalSeries> series, Instant now, Writer out) throws IOException {
        List<RegressionAlert> alerts = worstFirst(series);
        new MarkdownReport(out).write(now, summary(series, alerts), alerts.iterator(), sections(series));
    }

    private static void html(Map<String, LocalSeries> series, Instant now, Writer out) throws IOException {
        List<RegressionAlert> alerts = worstFirst(series);
        new HtmlReport(out).write(now, summary(series, alerts), alerts.iterator(), sections(series));
    }

    private static List<RegressionAlert> worstFirst(Map<String, LocalSeries> series) {
        return shown(series).sorted(MarkdownReport.ALERT_ORDER).toList();
    }

    private static ReportSummary summary(Map<String, LocalSeries> series, List<RegressionAlert> alerts) {
        List<LocalSeries> measured = measured(series);
        return new ReportSummary(
                measured.stream()
                        .mapToLong(one -> one.journal().recorded().size())
                        .sum(),
                measured.size(),
                alerts.size(),
                alerts.stream()
                        .filter(alert -> alert.severity() == Severity.CRITICAL)
                        .count());
    }

    private static Iterator<SeriesSection> sections(Map<String, LocalSeries> series) {
        return measured(series).stream().map(LocalReports::section).iterator();
    }

    private static void csv(Map<String, LocalSeries> series, Writer out) throws IOException {
        CsvExport csv = new CsvExport(out);
        for (LocalSeries one : measured(series)) {
            for (MetricEvent event : one.journal().history()) {
                csv.row(one.key(), event.modelName(), event.value(), event.unit(), event.category(), event.timestamp());
            }
        }
    }

    /** The specification's history object. */
    private static void history(Map<String, LocalSeries> series, Writer out) throws IOException {
        Map<String, List<MetricEvent>> history = new LinkedHashMap<>();
        measured(series).forEach(one -> history.put(one.key(), one.journal().history()));
        SpecificationJson.history(history, out);
    }

    /** The specification's alert objects, oldest first, none that was withdrawn. */
    private static void alerts(Map<String, LocalSeries> series, Writer out) throws IOException {
        SpecificationJson.alerts(
                shown(series)
                        .sorted(Comparator.comparing(RegressionAlert::timestamp))
                        .toList(),
                out);
    }

    private static Stream<RegressionAlert> shown(Map<String, LocalSeries> series) {
        return series.values().stream()
                .flatMap(one -> one.journal().alerts().stream())
                .filter(alert -> alert.state() != AlertState.WITHDRAWN);
    }

    private static List<LocalSeries> measured(Map<String, LocalSeries> series) {
        return series.values().stream()
                .filter(one -> one.journal().isMeasured())
                .toList();
    }

    private static SeriesSection section(LocalSeries one) {
        List<MetricEvent> history = one.comparable();
        return new SeriesSection(
                one.key(),
                history.get(history.size() - 1).unit(),
                one.direction(),
                one.summary(Integer.MAX_VALUE),
                curve(history),
                one.pinnedBaseline(),
                one.journal().alerts().stream()
                        .filter(alert -> alert.state() != AlertState.WITHDRAWN)
                        .toList());
    }

    private static Curve curve(List<MetricEvent> history) {
        long[] orderMicros = history.stream()
                .mapToLong(event -> ChronoUnit.MICROS.between(Instant.EPOCH, event.orderTime()))
                .toArray();
        double[] values = history.stream().mapToDouble(MetricEvent::value).toArray();
        return Curve.of(orderMicros, values, values.length);
    }
}
