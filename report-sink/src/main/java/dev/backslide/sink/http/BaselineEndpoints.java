package dev.backslide.sink.http;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.InvalidMetricException;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.Page;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.schemas.internal.ApiShapes;
import dev.backslide.schemas.internal.JsonShapes;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.store.DatabaseAlertStore;
import dev.backslide.sink.store.StoreReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Lists, pins and unpins baselines of series; answered as commands about alerts are. Thread-safe. */
final class BaselineEndpoints implements Endpoints {

    private static final int ACCEPTED = 202;

    private final StoreReader store;
    private final AlertStore alerts;
    private final CommandSender sender;
    private final CommandEffect effect;
    private final Clock clock;

    BaselineEndpoints(StoreReader store, CommandSender sender, Clock clock) {
        this.store = store;
        this.alerts = new DatabaseAlertStore(store);
        this.sender = sender;
        this.effect = new CommandEffect(store);
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/baselines", this::list);
        routes.put("/api/v1/baselines", this::set);
        routes.delete("/api/v1/baselines", this::clear);
    }

    private void list(Context context) throws IOException {
        int limit = Parameters.limit(context);
        long offset = Parameters.offset(context);
        Page<PinnedBaseline> page = alerts.baselines(limit, offset);
        JsonResponse.stream(context, json -> ApiShapes.baselines(json, page));
    }

    /** Without a value the newest measurement is pinned: the newest one that is stored, so that the answer can say which. */
    private void set(Context context) throws IOException {
        RequestBody body = RequestBody.of(context, List.of("key", "value", "by", "reason"));
        String key = body.key();
        Double given = body.value();
        double newest =
                store.read(snapshot -> snapshot.newestComparable(key, DatabaseAlertStore.series(snapshot, key), 1)
                        .get(0)
                        .value());
        apply(context, AlertAction.SET_BASELINE, key, body, given == null ? newest : given);
    }

    private void clear(Context context) throws IOException {
        RequestBody body = RequestBody.of(context, List.of("key", "by", "reason"));
        String key = body.key();
        store.read(snapshot -> DatabaseAlertStore.series(snapshot, key));
        apply(context, AlertAction.CLEAR_BASELINE, key, body, null);
    }

    private void apply(Context context, AlertAction action, String key, RequestBody body, @Nullable Double value)
            throws IOException {
        Duration wait = CommandEndpoints.wait(context);
        AlertCommand command = command(action, key, body, value);
        sender.send(List.of(command));
        boolean applied = effect.await(
                wait, snapshot -> Objects.equals(snapshot.pinnedBaseline(key).orElse(null), value));
        context.status(applied ? 200 : ACCEPTED);
        JsonResponse.stream(context, json -> {
            json.writeStartObject();
            json.writeStringField("command_id", command.commandId());
            json.writeBooleanField("applied", applied);
            json.writeStringField("key", key);
            JsonShapes.number(json, "value", value);
            json.writeEndObject();
        });
    }

    private AlertCommand command(AlertAction action, String key, RequestBody body, @Nullable Double value) {
        try {
            return new AlertCommand(
                    UUID.randomUUID().toString(),
                    action,
                    key,
                    null,
                    body.by(),
                    clock.instant(),
                    body.reason(),
                    null,
                    value);
        } catch (InvalidMetricException e) {
            throw RequestException.bad(String.valueOf(e.getMessage()));
        }
    }
}
