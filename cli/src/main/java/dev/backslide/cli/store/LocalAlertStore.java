package dev.backslide.cli.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.option.AlertActionRequest;
import dev.backslide.cli.output.Json;
import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.monitor.CommandOutcome;
import dev.backslide.sdk.internal.local.LocalFolder;
import dev.backslide.sdk.tracker.TrackerFile;
import dev.backslide.sink.http.AlertLookup;
import dev.backslide.sink.json.JsonShapes;
import dev.backslide.sink.json.StatsShape;
import dev.backslide.sink.store.AlertFilter;
import dev.backslide.sink.store.NearestKeys;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The folder of a local tracker. What is done about alerts takes effect at once. Thread-safe. */
public final class LocalAlertStore implements AlertStore {

    private final LocalFolder folder;
    private final Clock clock;

    public LocalAlertStore(LocalFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public JsonNode alerts(String state, @Nullable String severity, int limit) {
        AlertFilter filter = AlertFilter.of(state, severity);
        List<RegressionAlert> found =
                folder.alerts().stream().filter(filter::matches).toList();
        return page("alerts", found.stream().map(LocalAlertStore::json).toList(), limit);
    }

    @Override
    public JsonNode alert(String id) {
        RegressionAlert alert = find(id);
        List<JsonNode> revisions = folder.transitions(alert.alertId()).stream()
                .map(LocalAlertStore::json)
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().set("alert", json(alert));
        return answer.setAll(page("transitions", revisions, MOST_REVISIONS));
    }

    @Override
    public JsonNode stats(String key, int window) {
        requirePositive("window", window);
        measured(key);
        List<MetricEvent> history = folder.comparable(key);
        Double baseline = folder.pinnedBaseline(key).orElse(null);
        return Json.written(json -> StatsShape.ofHistory(json, key, window, history, baseline));
    }

    @Override
    public JsonNode history(String key, int limit) {
        requirePositive("limit", limit);
        List<MetricEvent> all = measured(key);
        List<JsonNode> newest = all.subList(Math.max(0, all.size() - limit), all.size()).stream()
                .map(event -> Json.written(json -> JsonShapes.detailedMetric(json, key, event)))
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("key", key);
        return answer.setAll(page("history", newest, limit).put("total", all.size()));
    }

    @Override
    public JsonNode baselines() {
        List<JsonNode> pinned = folder.seriesKeys().stream()
                .flatMap(key -> folder.pinnedBaseline(key).stream().map(value -> baseline(key, value)))
                .toList();
        return page("baselines", pinned, MOST_BASELINES);
    }

    private JsonNode baseline(String key, double value) {
        List<MetricEvent> history = folder.comparable(key);
        return Json.written(json -> {
            json.writeStartObject();
            json.writeStringField("key", key);
            JsonShapes.number(json, "value", value);
            json.writeStringField("unit", history.get(history.size() - 1).unit());
            json.writeEndObject();
        });
    }

    @Override
    public JsonNode handle(String id, AlertActionRequest handling) {
        RegressionAlert alert = find(id);
        AlertCommand command = apply(alert.seriesKey(), alert.alertId(), handling);
        return answer(command).set("alert", json(find(alert.alertId())));
    }

    @Override
    public JsonNode resetAlerts(AlertActionRequest handling) {
        int closed = folder.resetAlerts(alert -> command(alert.seriesKey(), alert.alertId(), handling));
        return JsonNodeFactory.instance.objectNode().put("alerts", closed).put("applied", true);
    }

    @Override
    public JsonNode pin(String key, AlertActionRequest handling) {
        measured(key);
        List<MetricEvent> history = folder.comparable(key);
        boolean newest = handling.action() == AlertAction.SET_BASELINE && handling.value() == null;
        Double value = newest ? Double.valueOf(history.get(history.size() - 1).value()) : handling.value();
        return answer(apply(key, null, handling.value(value))).put("key", key).put("value", value);
    }

    private AlertCommand apply(String key, @Nullable String alertId, AlertActionRequest handling) {
        AlertCommand command = command(key, alertId, handling);
        CommandOutcome outcome = folder.apply(command);
        if (outcome.refusal() != null) {
            throw new CommandFailure(outcome.refusal());
        }
        return command;
    }

    private AlertCommand command(String key, @Nullable String alertId, AlertActionRequest handling) {
        return new AlertCommand(
                UUID.randomUUID().toString(),
                handling.action(),
                key,
                alertId,
                handling.by(),
                clock.instant(),
                handling.reason(),
                handling.until(),
                handling.value());
    }

    private static ObjectNode answer(AlertCommand command) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("command_id", command.commandId())
                .put("applied", true);
    }

    @Override
    public Path write(TrackerFile file, Path directory) {
        return folder.write(file, directory, clock.instant());
    }

    private List<MetricEvent> measured(String key) {
        List<MetricEvent> history = folder.history(key);
        if (history.isEmpty()) {
            throw new CommandFailure(NearestKeys.unknownSeries(key, folder.seriesKeys()));
        }
        return history;
    }

    private RegressionAlert find(String id) {
        List<RegressionAlert> all = folder.alerts();
        List<RegressionAlert> found =
                all.stream().filter(alert -> alert.alertId().startsWith(id)).toList();
        if (found.isEmpty()) {
            throw new CommandFailure(NearestKeys.unknownAlert(
                    id, all.stream().map(RegressionAlert::alertId).toList()));
        }
        return found.stream()
                .filter(alert -> found.size() == 1 || alert.alertId().equals(id))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(AlertLookup.several(id, found)));
    }

    private static JsonNode json(RegressionAlert alert) {
        return Json.written(json -> JsonShapes.detailedAlert(json, alert));
    }

    private static ObjectNode page(String name, List<JsonNode> all, int limit) {
        requirePositive("limit", limit);
        ObjectNode page = JsonNodeFactory.instance
                .objectNode()
                .put("total", all.size())
                .put("limit", limit)
                .put("offset", 0);
        page.putArray(name).addAll(all.subList(0, Math.min(limit, all.size())));
        return page;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new CommandFailure(name + " was '" + value + "' but it must be a whole number of at least 1");
        }
    }
}
