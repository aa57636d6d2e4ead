package dev.backslide.sink.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.statistics.Trend;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.schemas.internal.ApiShapes;
import dev.backslide.schemas.internal.JsonShapes;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.store.DatabaseAlertStore;
import dev.backslide.sink.store.StoreReader;
import dev.backslide.sink.store.StoreSnapshot;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Answers about series: which there are, their history, their statistics. Thread-safe. */
final class SeriesEndpoints implements Endpoints {

    private static final int TREND_WINDOW = 2 * Trend.WINDOW;
    private static final int MAX_WINDOW = 100_000;

    private final StoreReader store;
    private final AlertStore alerts;

    SeriesEndpoints(StoreReader store) {
        this.store = store;
        this.alerts = new DatabaseAlertStore(store);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/series", this::list);
        routes.get("/api/v1/history", this::history);
        routes.get("/api/v1/stats", this::stats);
        routes.get("/api/v1/trend", this::trend);
    }

    /** A page of series, by key. */
    private void list(Context context) throws IOException {
        int limit = Parameters.limit(context);
        long offset = Parameters.offset(context);
        store.read(snapshot -> {
            List<String> keys = snapshot.seriesKeys(limit, offset).list();
            JsonResponse.stream(context, json -> {
                json.writeStartObject();
                json.writeNumberField("total", snapshot.series());
                json.writeNumberField("limit", limit);
                json.writeNumberField("offset", offset);
                json.writeArrayFieldStart("series");
                for (String key : keys) {
                    series(json, snapshot, key);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
            return context;
        });
    }

    /** A page of a series' measurements, counted from the newest, in the order of its history. */
    private void history(Context context) throws IOException {
        String key = Parameters.key(context);
        int limit = Parameters.limit(context);
        long offset = Parameters.offset(context);
        Page<MetricEvent> page = alerts.history(key, limit, offset);
        JsonResponse.stream(context, json -> ApiShapes.history(json, key, page));
    }

    /** Statistics of the newest measurements of a series. */
    private void stats(Context context) throws IOException {
        String key = Parameters.key(context);
        int window = (int) Parameters.integer(context, "window", MetricStats.DEFAULT_WINDOW, 1, MAX_WINDOW);
        SeriesStatistics stats = alerts.stats(key, window);
        JsonResponse.stream(context, json -> ApiShapes.stats(json, stats));
    }

    /** The moving-average trend of a series: its newest 5 measurements against the 5 before. */
    private void trend(Context context) throws IOException {
        String key = Parameters.key(context);
        List<MetricEvent> points = store.read(
                snapshot -> snapshot.newestComparable(key, DatabaseAlertStore.series(snapshot, key), TREND_WINDOW));
        double[] values = points.stream().mapToDouble(MetricEvent::value).toArray();
        MetricEvent newest = points.get(points.size() - 1);
        boolean enough = values.length == TREND_WINDOW;
        int middle = Trend.WINDOW;
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            json.writeStringField("key", key);
            json.writeStringField("unit", newest.unit());
            JsonShapes.number(json, "trend_percentage", Trend.percent(values));
            JsonShapes.number(json, "newer_mean", enough ? mean(values, middle, values.length) : null);
            JsonShapes.number(json, "older_mean", enough ? mean(values, 0, middle) : null);
            json.writeNumberField("measurements", values.length);
            JsonShapes.number(json, "latest", newest.value());
            JsonShapes.number(json, "latest_timestamp", PythonFormat.epochSeconds(newest.timestamp()));
            json.writeEndObject();
        });
    }

    private static double mean(double[] values, int from, int to) {
        return Summary.of(Arrays.copyOfRange(values, from, to)).mean();
    }

    private static void series(JsonGenerator json, StoreSnapshot snapshot, String key) throws IOException {
        long series = snapshot.seriesId(key).orElseThrow();
        MetricEvent newest = snapshot.newestComparable(key, series, 1).get(0);
        json.writeStartObject();
        json.writeStringField("key", key);
        json.writeStringField("model_name", newest.modelName());
        json.writeStringField("name", newest.name());
        json.writeStringField("unit", newest.unit());
        json.writeStringField("category", newest.category());
        json.writeNumberField("measurements", snapshot.measurements(series));
        JsonShapes.number(json, "latest", newest.value());
        JsonShapes.number(json, "latest_timestamp", PythonFormat.epochSeconds(newest.timestamp()));
        json.writeEndObject();
    }
}
