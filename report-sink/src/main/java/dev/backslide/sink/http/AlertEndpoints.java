package dev.backslide.sink.http;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.Page;
import dev.backslide.schemas.internal.ApiShapes;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.store.StoreReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;

/** Answers about alerts. Thread-safe. */
final class AlertEndpoints implements Endpoints {

    private final StoreReader store;

    AlertEndpoints(StoreReader store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/alerts", this::list);
        routes.get("/api/v1/alerts/{id}", this::one);
    }

    /** A page of alerts, the newest first. */
    private void list(Context context) throws IOException {
        AlertFilter filter = Parameters.alertFilter(context);
        int limit = Parameters.limit(context);
        long offset = Parameters.offset(context);
        store.read(snapshot -> {
            Page<RegressionAlert> page = new Page<>(
                    snapshot.alerts(filter),
                    limit,
                    offset,
                    snapshot.alerts(filter, limit, offset).list());
            JsonResponse.stream(context, json -> ApiShapes.alerts(json, page));
            return context;
        });
    }

    /** One alert and a page of its revisions, the first one first. */
    private void one(Context context) throws IOException {
        String id = context.pathParam("id");
        int limit = Parameters.limit(context);
        long offset = Parameters.offset(context);
        store.read(snapshot -> {
            RegressionAlert alert = AlertLookup.find(snapshot, id);
            AlertHistory history = new AlertHistory(
                    alert,
                    new Page<>(
                            alert.revision(),
                            limit,
                            offset,
                            snapshot.transitions(alert.alertId(), limit, offset).list()));
            JsonResponse.stream(context, json -> ApiShapes.alert(json, history));
            return context;
        });
    }
}
