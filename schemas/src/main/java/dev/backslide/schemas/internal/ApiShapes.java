package dev.backslide.schemas.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.core.store.SeriesStatistics;

import java.io.IOException;

/** The answers of a store as JSON, as the HTTP API and {@code --json} have them; {@link ApiAnswers} reads them. Stateless. */
public final class ApiShapes {

    private ApiShapes() {}

    /** Writes one item of a page. */
    @FunctionalInterface
    public interface Item<T> {
        void write(JsonGenerator json, T item) throws IOException;
    }

    /** A page of alerts. */
    public static void alerts(JsonGenerator json, Page<RegressionAlert> page) throws IOException {
        json.writeStartObject();
        fields(json, page, "alerts", JsonShapes::detailedAlert);
        json.writeEndObject();
    }

    /** An alert and a page of its revisions. */
    public static void alert(JsonGenerator json, AlertHistory history) throws IOException {
        json.writeStartObject();
        json.writeFieldName("alert");
        JsonShapes.detailedAlert(json, history.alert());
        fields(json, history.transitions(), "transitions", JsonShapes::detailedAlert);
        json.writeEndObject();
    }

    /** A page of a series' measurements. */
    public static void history(JsonGenerator json, String key, Page<MetricEvent> page) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", key);
        fields(json, page, "history", JsonShapes::detailedMetric);
        json.writeEndObject();
    }

    /** A page of baselines. */
    public static void baselines(JsonGenerator json, Page<PinnedBaseline> page) throws IOException {
        json.writeStartObject();
        fields(json, page, "baselines", ApiShapes::baseline);
        json.writeEndObject();
    }

    /** Statistics of a series. */
    public static void stats(JsonGenerator json, SeriesStatistics stats) throws IOException {
        Summary summary = stats.summary();
        json.writeStartObject();
        json.writeStringField("key", stats.seriesKey());
        json.writeNumberField("window", stats.window());
        json.writeStringField("unit", stats.unit());
        json.writeStringField("category", stats.category());
        JsonShapes.number(json, "mean", summary.mean());
        JsonShapes.number(json, "stdev", summary.stdev());
        JsonShapes.number(json, "min", summary.min());
        JsonShapes.number(json, "max", summary.max());
        JsonShapes.number(json, "median", summary.median());
        json.writeNumberField("count", summary.count());
        JsonShapes.number(json, "latest", summary.latest());
        JsonShapes.number(json, "latest_timestamp", PythonFormat.epochSeconds(stats.latestTimestamp()));
        JsonShapes.number(json, "trend_percentage", stats.trendPercent());
        JsonShapes.number(json, "pinned_baseline", stats.pinnedBaseline());
        JsonShapes.number(json, "baseline_distance_percentage", stats.baselineDistancePercent());
        json.writeEndObject();
    }

    /** The fields of a page: how many there are, which of them follow, and those. */
    public static <T> void fields(JsonGenerator json, Page<T> page, String name, Item<? super T> item)
            throws IOException {
        json.writeNumberField("total", page.total());
        json.writeNumberField("limit", page.limit());
        json.writeNumberField("offset", page.offset());
        json.writeArrayFieldStart(name);
        for (T one : page.items()) {
            item.write(json, one);
        }
        json.writeEndArray();
    }

    private static void baseline(JsonGenerator json, PinnedBaseline baseline) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", baseline.seriesKey());
        JsonShapes.number(json, "value", baseline.value());
        json.writeStringField("unit", baseline.unit());
        json.writeEndObject();
    }
}
