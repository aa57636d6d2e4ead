package dev.backslide.sink.http;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.schemas.internal.JsonShapes;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.store.DatabaseAlertStore;
import dev.backslide.sink.store.StoreReader;
import dev.backslide.sink.store.StoreSnapshot;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Takes what people want done about alerts, and sends it to the detector. Answered with 202 once the broker has it, or with 200
 * and the new state where the store shows it within {@code wait}. Thread-safe.
 */
final class CommandEndpoints implements Endpoints {

    private static final int ACCEPTED = 202;
    /** Commands that are on their way to the broker at a time. */
    private static final int PAGE = 10_000;

    private static final long MAX_WAIT_SECONDS = 60;
    private static final List<String> FIELDS = List.of("by", "reason");

    private final StoreReader store;
    private final DatabaseAlertStore alerts;
    private final CommandSender sender;
    private final CommandEffect effect;
    private final Clock clock;

    CommandEndpoints(StoreReader store, CommandSender sender, Clock clock) {
        this.store = store;
        this.alerts = new DatabaseAlertStore(store);
        this.sender = sender;
        this.effect = new CommandEffect(store);
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/v1/alerts/{id}/acknowledge", context -> alert(context, AlertAction.ACKNOWLEDGE));
        routes.post("/api/v1/alerts/{id}/snooze", context -> alert(context, AlertAction.SNOOZE));
        routes.post("/api/v1/alerts/{id}/expect", context -> alert(context, AlertAction.EXPECT));
        routes.post("/api/v1/alerts/reset", this::reset);
    }

    private void alert(Context context, AlertAction action) throws IOException {
        boolean snooze = action == AlertAction.SNOOZE;
        RequestBody body = RequestBody.of(context, snooze ? List.of("by", "reason", "until") : FIELDS);
        Duration wait = wait(context);
        RegressionAlert alert = alerts.find(context.pathParam("id"));
        if (!alert.state().isOpen()) {
            throw RequestException.conflict("alert " + alert.alertId() + " is "
                    + alert.state().name().toLowerCase(Locale.ROOT)
                    + " but only an alert that is open, acknowledged or snoozed can be changed ("
                    + action.label() + "); './backslide alerts' and /api/v1/alerts?state=open list those");
        }
        AlertCommand command = command(action, alert, body, snooze ? body.until() : null);
        sender.send(List.of(command));
        boolean applied = effect.await(wait, snapshot -> snapshot.isApplied(alert.alertId(), command.commandId()));
        RegressionAlert now =
                store.read(snapshot -> snapshot.alert(alert.alertId())).orElse(alert);
        context.status(applied ? 200 : ACCEPTED);
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            json.writeStringField("command_id", command.commandId());
            json.writeBooleanField("applied", applied);
            json.writeFieldName("alert");
            JsonShapes.detailedAlert(json, now);
            json.writeEndObject();
        });
    }

    /** Closes every alert that stands, without a judgement. */
    private void reset(Context context) throws IOException {
        RequestBody body = RequestBody.of(context, FIELDS);
        Duration wait = wait(context);
        List<AlertCommand> commands = resets(body);
        for (int from = 0; from < commands.size(); from += PAGE) {
            sender.send(commands.subList(from, Math.min(from + PAGE, commands.size())));
        }
        Deque<AlertCommand> left = new ArrayDeque<>(commands);
        boolean applied = effect.await(wait, snapshot -> {
            while (!left.isEmpty() && isApplied(snapshot, left.element())) {
                left.remove();
            }
            return left.isEmpty();
        });
        context.status(applied ? 200 : ACCEPTED);
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            json.writeNumberField("alerts", commands.size());
            json.writeBooleanField("applied", applied);
            json.writeArrayFieldStart("command_ids");
            for (AlertCommand command : commands) {
                json.writeString(command.commandId());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static boolean isApplied(StoreSnapshot snapshot, AlertCommand command) {
        return snapshot.isApplied(String.valueOf(command.alertId()), command.commandId());
    }

    private List<AlertCommand> resets(RequestBody body) throws IOException {
        return store.read(snapshot -> {
            List<AlertCommand> commands = new ArrayList<>();
            snapshot.alerts(AlertFilter.OPEN, Integer.MAX_VALUE, 0)
                    .forEach(alert -> commands.add(command(AlertAction.RESET, alert, body, null)));
            return commands;
        });
    }

    private AlertCommand command(AlertAction action, RegressionAlert alert, RequestBody body, @Nullable Instant until) {
        try {
            return new AlertCommand(
                    UUID.randomUUID().toString(),
                    action,
                    alert.seriesKey(),
                    alert.alertId(),
                    body.by(),
                    clock.instant(),
                    body.reason(),
                    until,
                    null);
        } catch (InvalidMetricException e) {
            throw RequestException.bad(String.valueOf(e.getMessage()));
        }
    }

    /** How long an answer may take to say what became of the command: 0 to 60 seconds; default 0. */
    static Duration wait(Context context) {
        return Duration.ofSeconds(Parameters.integer(context, "wait", 0, 0, MAX_WAIT_SECONDS));
    }
}
