package dev.backslide.schemas.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.Severity;
import dev.backslide.core.statistics.Summary;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.core.store.SeriesStatistics;
import dev.backslide.core.text.TimeText;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads what {@link ApiShapes} and {@link JsonShapes} wrote, so that writing it again gives the same text. What cannot be read is an
 * {@link IllegalArgumentException} or a {@link java.time.DateTimeException}. Stateless.
 */
public final class ApiAnswers {

    private ApiAnswers() {}

    /** A page of alerts. */
    public static Page<RegressionAlert> alerts(JsonNode answer) {
        return page(answer, "alerts", ApiAnswers::alert);
    }

    /** An alert and a page of its revisions. */
    public static AlertHistory alertHistory(JsonNode answer) {
        return new AlertHistory(alert(answer.path("alert")), page(answer, "transitions", ApiAnswers::alert));
    }

    /** A page of a series' measurements. */
    public static Page<MetricEvent> history(JsonNode answer) {
        return page(answer, "history", ApiAnswers::metric);
    }

    /** A page of baselines. */
    public static Page<PinnedBaseline> baselines(JsonNode answer) {
        return page(
                answer,
                "baselines",
                node -> new PinnedBaseline(
                        required(node, "key"),
                        number(node.path("value")),
                        node.path("unit").asText()));
    }

    /** Statistics of a series. */
    public static SeriesStatistics stats(JsonNode node) {
        return new SeriesStatistics(
                required(node, "key"),
                node.path("window").asInt(),
                node.path("unit").asText(),
                node.path("category").asText(),
                new Summary(
                        node.path("count").asInt(),
                        number(node.path("mean")),
                        number(node.path("stdev")),
                        number(node.path("min")),
                        number(node.path("max")),
                        number(node.path("median")),
                        number(node.path("latest"))),
                time(node.path("latest_timestamp")),
                nullable(node.path("trend_percentage")),
                nullable(node.path("pinned_baseline")));
    }

    /** An alert as {@link JsonShapes#detailedAlert} wrote it. */
    public static RegressionAlert alert(JsonNode node) {
        return RegressionAlert.builder()
                .alertId(required(node, "alert_id"))
                .fingerprint(required(node, "fingerprint"))
                .revision(node.path("revision").asInt())
                .state(constant(AlertState.class, node, "state"))
                .severity(constant(Severity.class, node, "severity"))
                .seriesKey(required(node, "series_key"))
                .metricName(required(node, "metric_name"))
                .modelName(required(node, "model_name"))
                .unit(required(node, "unit"))
                .category(required(node, "category"))
                .direction(constant(Direction.class, node, "direction"))
                .detector(required(node, "detector"))
                .previousValue(number(node.path("previous_value")))
                .currentValue(number(node.path("current_value")))
                .changePercent(nullable(node.path("change_percentage")))
                .thresholdPercent(number(node.path("threshold_percentage")))
                .floor(node.path("floor").asDouble())
                .noisePercent(nullable(node.path("noise_percentage")))
                .strength(nullable(node.path("strength")))
                .timestamp(time(node.path("date_time")))
                .openedAt(time(node.path("opened_at")))
                .eventId(required(node, "event_id"))
                .lastGoodCommit(text(node.path("last_good_commit")))
                .firstBadCommit(text(node.path("first_bad_commit")))
                .message(required(node, "message"))
                .reasonCode(constant(AlertReason.class, node, "reason_code"))
                .reason(required(node, "reason"))
                .pinnedBaseline(nullable(node.path("pinned_baseline")))
                .actor(text(node.path("actor")))
                .snoozedUntil(node.path("snoozed_until").isTextual() ? time(node.path("snoozed_until")) : null)
                .build();
    }

    /** A measurement as {@link JsonShapes#detailedMetric} wrote it; whether a verdict was asked for is not told. */
    public static MetricEvent metric(JsonNode node) {
        MetricEventBuilder event = MetricEvent.builder(
                        required(node, "model_name"),
                        required(node, "name"),
                        number(node.path("value")),
                        required(node, "unit"))
                .eventId(required(node, "event_id"))
                .category(required(node, "category"))
                .timestamp(time(node.path("date_time")))
                .direction(node.has("direction") ? constant(Direction.class, node, "direction") : null)
                .thresholdPercent(nullable(node.path("threshold_percent")))
                .run(run(node));
        node.path("metadata")
                .properties()
                .forEach(
                        entry -> event.metadata(entry.getKey(), entry.getValue().asText()));
        List<Double> samples = new ArrayList<>();
        node.path("samples").forEach(sample -> samples.add(sample.asDouble()));
        return event.samples(samples).build();
    }

    /** The order time is the commit's where one was given. */
    private static Run run(JsonNode node) {
        Instant order = time(node.path("order_time"));
        return new Run(
                text(node.path("run_id")),
                text(node.path("commit")),
                order.equals(time(node.path("date_time"))) ? null : order,
                text(node.path("branch")),
                text(node.path("build_url")));
    }

    private static <T> Page<T> page(JsonNode answer, String name, Function<JsonNode, T> item) {
        JsonNode items = answer.path(name);
        if (!items.isArray()) {
            throw new IllegalArgumentException("its field '" + name + "' was missing but it must be an array");
        }
        List<T> read = new ArrayList<>();
        items.forEach(node -> read.add(item.apply(node)));
        return new Page<>(
                answer.path("total").asLong(),
                answer.path("limit").asInt(),
                answer.path("offset").asLong(),
                read);
    }

    private static String required(JsonNode node, String field) {
        String text = text(node.path(field));
        if (text == null) {
            throw new IllegalArgumentException("its field '" + field + "' was missing but it must be a text");
        }
        return text;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String field) {
        return Enum.valueOf(type, required(node, field).toUpperCase(Locale.ROOT));
    }

    /** JSON has no NaN: it comes back as one from null. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static @Nullable Double nullable(JsonNode node) {
        return node.isNumber() ? Double.valueOf(node.asDouble()) : null;
    }

    /** The API's times are UTC and give no offset, as Python writes them. */
    private static Instant time(JsonNode node) {
        return TimeText.parse(node.asText());
    }
}
