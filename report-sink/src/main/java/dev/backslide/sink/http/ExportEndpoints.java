package dev.backslide.sink.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.CsvExport;
import dev.backslide.core.report.HtmlReport;
import dev.backslide.core.report.MarkdownReport;
import dev.backslide.core.report.ReportSummary;
import dev.backslide.core.report.SeriesSection;
import dev.backslide.schemas.internal.JsonShapes;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.store.SeriesSections;
import dev.backslide.sink.store.StoreReader;
import dev.backslide.sink.store.StoreSnapshot;
import dev.backslide.sink.store.row.StoredMeasurement;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jdbi.v3.core.result.ResultIterator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.Iterator;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The report and the exports, in the specification's shapes, each of one moment of the store. Thread-safe. */
final class ExportEndpoints implements Endpoints {

    /** What people want to see first. */
    private static final String REPORT = "/api/v1/report.html";

    private final StoreReader store;
    private final Clock clock;

    ExportEndpoints(StoreReader store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", context -> context.redirect(REPORT));
        routes.get("/api/v1/report", this::markdown);
        routes.get(REPORT, this::html);
        routes.get("/api/v1/export/metrics.csv", this::metricsCsv);
        routes.get("/api/v1/export/history.json", this::historyJson);
        routes.get("/api/v1/export/alerts.json", this::alertsJson);
    }

    private void markdown(Context context) throws IOException {
        context.contentType("text/markdown; charset=utf-8");
        report(
                context,
                (out, summary, alerts, series) ->
                        new MarkdownReport(out).write(clock.instant(), summary, alerts, series));
    }

    private void html(Context context) throws IOException {
        context.contentType("text/html; charset=utf-8");
        context.header(ResponseHeaders.POLICY, HtmlReport.CONTENT_SECURITY_POLICY + "; " + ResponseHeaders.NO_FRAMES);
        report(
                context,
                (out, summary, alerts, series) -> new HtmlReport(out).write(clock.instant(), summary, alerts, series));
    }

    /** Writes a report as its parts are read. */
    @FunctionalInterface
    private interface Rendering {
        void write(Writer out, ReportSummary summary, Iterator<RegressionAlert> alerts, Iterator<SeriesSection> series)
                throws IOException;
    }

    private void report(Context context, Rendering rendering) throws IOException {
        store.read(snapshot -> {
            ReportSummary summary = snapshot.summary();
            try (Writer out = writer(context);
                    ResultIterator<StoredMeasurement> points = snapshot.points().iterator();
                    ResultIterator<RegressionAlert> alerts =
                            snapshot.worstAlerts().iterator()) {
                rendering.write(out, summary, alerts, new SeriesSections(points, snapshot));
            }
            return context;
        });
    }

    private void metricsCsv(Context context) throws IOException {
        store.read(snapshot -> {
            context.contentType("text/csv; charset=utf-8");
            try (Writer out = writer(context)) {
                CsvExport csv = new CsvExport(out);
                for (StoredMeasurement point : snapshot.points()) {
                    MetricEvent event = point.measurement();
                    csv.row(
                            point.seriesKey(),
                            event.modelName(),
                            event.value(),
                            event.unit(),
                            event.category(),
                            event.timestamp());
                }
            }
            return context;
        });
    }

    private void historyJson(Context context) throws IOException {
        store.read(snapshot -> {
            JsonResponse.streamIndented(context, json -> history(json, snapshot));
            return context;
        });
    }

    private void alertsJson(Context context) throws IOException {
        store.read(snapshot -> {
            JsonResponse.streamIndented(context, json -> {
                json.writeStartArray();
                for (RegressionAlert alert : snapshot.shownAlerts()) {
                    JsonShapes.alert(json, alert);
                }
                json.writeEndArray();
            });
            return context;
        });
    }

    private static void history(JsonGenerator json, StoreSnapshot snapshot) throws IOException {
        json.writeStartObject();
        String series = "";
        for (StoredMeasurement point : snapshot.points()) {
            if (!point.seriesKey().equals(series)) {
                if (!series.isEmpty()) {
                    json.writeEndArray();
                }
                series = point.seriesKey();
                json.writeArrayFieldStart(series);
            }
            JsonShapes.metric(json, point.measurement());
        }
        if (!series.isEmpty()) {
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static Writer writer(Context context) {
        return new BufferedWriter(new OutputStreamWriter(context.outputStream(), UTF_8));
    }
}
