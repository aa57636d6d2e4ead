package dev.backslide.sink.http;

import dev.backslide.core.RegressionAlert;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.AlertHistory;
import dev.backslide.core.store.AlertStore;
import dev.backslide.core.store.Page;
import dev.backslide.schemas.internal.ApiShapes;
import dev.backslide.sink.json.JsonResponse;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;

/** Answers about alerts. Thread-safe. */
final class AlertEndpoints implements Endpoints {

    private final AlertStore store;

    AlertEndpoints(AlertStore store) {
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
        Page<RegressionAlert> page = store.alerts(filter, limit, offset);
        JsonResponse.stream(context, json -> ApiShapes.alerts(json, page));
    }

    /** One alert and a page of its revisions, the first one first. */
    private void one(Context context) throws IOException {
        String id = context.pathParam("id");
        int limit = Parameters.limit(context);
        long offset = Parameters.offset(context);
        AlertHistory history = store.alert(id, limit, offset);
        JsonResponse.stream(context, json -> ApiShapes.alert(json, history));
    }
}
