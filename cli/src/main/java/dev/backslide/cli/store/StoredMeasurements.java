package dev.backslide.cli.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.Run;
import dev.backslide.core.text.TimeText;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes measurements of the HTTP API's history again, as they were recorded. Stateless. */
public final class StoredMeasurements {

    private StoredMeasurements() {}

    /** @param history an array of the API's measurements, oldest first */
    public static List<MetricEvent> of(JsonNode history) {
        List<MetricEvent> events = new ArrayList<>();
        history.forEach(node -> events.add(event(node)));
        return events;
    }

    private static MetricEvent event(JsonNode node) {
        MetricEventBuilder event = MetricEvent.builder(
                        node.path("model_name").asText(),
                        node.path("name").asText(),
                        node.path("value").asDouble(),
                        node.path("unit").asText())
                .eventId(node.path("event_id").asText())
                .category(node.path("category").asText())
                .timestamp(time(node.path("date_time")))
                .direction(direction(node.path("direction")))
                .thresholdPercent(
                        node.path("threshold_percent").isNumber()
                                ? node.path("threshold_percent").asDouble()
                                : null)
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

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static @Nullable Direction direction(JsonNode node) {
        return node.isTextual() ? Direction.valueOf(node.asText().toUpperCase(Locale.ROOT)) : null;
    }

    /** The API's times are UTC and say no offset, as Python writes them. */
    private static Instant time(JsonNode node) {
        return TimeText.parse(node.asText());
    }
}
