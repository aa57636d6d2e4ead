package dev.backslide.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.statistics.ChangePercent;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.statistics.Trend;
import dev.backslide.sink.store.row.PointRow;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Statistics of a series as JSON, as the API has them. Stateless. */
public final class StatsShape {

    public static final int TREND_WINDOW = 10;

    private StatsShape() {}

    /** How many of the newest measurements statistics over a window are made of: the trend has a window of its own. */
    public static int needed(int window) {
        return Math.max(window, TREND_WINDOW);
    }

    /**
     * Writes the object.
     *
     * @param window over how many of the newest measurements, at least 1
     * @param history all measurements that can be compared, in one unit and in order, at least one
     * @param baseline pinned, in the metric's unit; null: none
     */
    public static void ofHistory(
            JsonGenerator json, String key, int window, List<MetricEvent> history, @Nullable Double baseline)
            throws IOException {
        List<PointRow> newest = newest(history, needed(window)).stream()
                .map(event -> PointRow.of(key, event))
                .toList();
        write(json, key, window, newest, baseline);
    }

    /** @param read the newest measurements, in one unit and in order, as many as are {@link #needed} or all */
    public static void write(JsonGenerator json, String key, int window, List<PointRow> read, @Nullable Double baseline)
            throws IOException {
        Summary summary = Summary.of(values(newest(read, window)));
        PointRow newest = read.get(read.size() - 1);
        json.writeStartObject();
        json.writeStringField("key", key);
        json.writeNumberField("window", window);
        json.writeStringField("unit", newest.unit());
        json.writeStringField("category", newest.category());
        JsonShapes.number(json, "mean", summary.mean());
        JsonShapes.number(json, "stdev", summary.stdev());
        JsonShapes.number(json, "min", summary.min());
        JsonShapes.number(json, "max", summary.max());
        JsonShapes.number(json, "median", summary.median());
        json.writeNumberField("count", summary.count());
        JsonShapes.number(json, "latest", summary.latest());
        JsonShapes.number(json, "latest_timestamp", PythonFormat.epochSeconds(newest.timestamp()));
        JsonShapes.number(json, "trend_percentage", Trend.percent(values(read)));
        JsonShapes.number(json, "pinned_baseline", baseline);
        JsonShapes.number(json, "baseline_distance_percentage", distance(baseline, newest.value()));
        json.writeEndObject();
    }

    public static double[] values(List<PointRow> points) {
        return points.stream().mapToDouble(PointRow::value).toArray();
    }

    private static <T> List<T> newest(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** Signed percentage; null without a baseline, or where it is 0. */
    private static @Nullable Double distance(@Nullable Double baseline, double value) {
        return baseline == null ? null : ChangePercent.of(baseline, value);
    }
}
