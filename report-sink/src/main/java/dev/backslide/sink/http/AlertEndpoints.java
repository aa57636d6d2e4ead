package dev.backslide.sink.http;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sink.json.JsonResponse;
import dev.backslide.sink.json.JsonShapes;
import dev.backslide.sink.store.AlertFilter;
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
            JsonResponse.stream(context, json -> {
                json.writeStartObject();
                json.writeNumberField("total", snapshot.alerts(filter));
                json.writeNumberField("limit", limit);
                json.writeNumberField("offset", offset);
                json.writeArrayFieldStart("alerts");
                for (RegressionAlert alert : snapshot.alerts(filter, limit, offset)) {
                    JsonShapes.detailedAlert(json, alert);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
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
            JsonResponse.stream(context, json -> {
                json.writeStartObject();
                json.writeFieldName("alert");
                JsonShapes.detailedAlert(json, alert);
                json.writeNumberField("total", alert.revision());
                json.writeNumberField("limit", limit);
                json.writeNumberField("offset", offset);
                json.writeArrayFieldStart("transitions");
                for (RegressionAlert revision : snapshot.transitions(alert.alertId(), limit, offset)) {
                    JsonShapes.detailedAlert(json, revision);
                }
                json.writeEndArray();
                json.writeEndObject();
            });
            return context;
        });
    }
}
