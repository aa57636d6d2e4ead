package dev.backslide.sink.http;

import dev.backslide.core.store.AlertFilter;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sink.store.StoreReader;
import dev.backslide.sink.store.StoredRecords;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.result.ResultIterator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Whole records, a line of JSON each: what trackers read and backups keep. Thread-safe. */
final class RecordEndpoints implements Endpoints {

    private static final String LINES = "application/x-ndjson; charset=utf-8";

    private final StoreReader store;

    RecordEndpoints(StoreReader store) {
        this.store = store;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/v1/export/measurements.jsonl", this::measurements);
        routes.get("/api/v1/export/alerts.jsonl", this::alerts);
        routes.get("/api/v1/export/transitions.jsonl", this::transitions);
    }

    /** All measurements in the order of arrival, or with {@code key} those of a series in the order of its history. */
    private void measurements(Context context) throws IOException {
        String key = context.queryParam("key");
        stream(context, records -> key == null ? records.measurements() : records.measurements(key));
    }

    /** Alerts as they stand, with {@code state} as for /api/v1/alerts. */
    private void alerts(Context context) throws IOException {
        AlertFilter filter = Parameters.alertFilter(context);
        stream(
                context,
                records ->
                        records.alerts(filter.states().stream().map(Enum::name).toList()));
    }

    private void transitions(Context context) throws IOException {
        stream(context, StoredRecords::transitions);
    }

    /** The last line says how many there were: an answer without it is not whole. */
    private void stream(Context context, Function<StoredRecords, ResultIterable<?>> query) throws IOException {
        store.readRecords(records -> {
            context.contentType(LINES);
            long lines = 0;
            try (ResultIterator<?> rows = query.apply(records).iterator();
                    Writer out = new BufferedWriter(
                            new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8))) {
                for (; rows.hasNext(); lines++) {
                    out.append(RecordJson.line(rows.next())).append('\n');
                }
                out.append("{\"lines\":" + lines + "}\n");
            }
            return context;
        });
    }
}
