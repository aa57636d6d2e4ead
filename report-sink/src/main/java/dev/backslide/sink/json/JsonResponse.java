package dev.backslide.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.backslide.schemas.internal.JsonShapes;
import dev.backslide.sink.store.row.JsonText;
import io.javalin.http.ContentType;
import io.javalin.http.Context;

import java.io.IOException;
import java.util.Map;

/** Answers with JSON that is written as it is read. Thread-safe. */
public final class JsonResponse {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonResponse() {}

    /** What an answer holds. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    public static void stream(Context context, Body body) throws IOException {
        context.contentType(ContentType.APPLICATION_JSON);
        try (JsonGenerator json = FACTORY.createGenerator(context.outputStream())) {
            // What a failure leaves open stays open, so that half an answer is no valid JSON.
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            body.write(json);
        }
    }

    /** Answers like {@link #stream}, indented as the specification's files are. */
    public static void streamIndented(Context context, Body body) throws IOException {
        stream(context, json -> {
            json.setPrettyPrinter(JsonShapes.indented());
            body.write(json);
        });
    }

    public static void error(Context context, int status, String sentence) {
        context.status(status)
                .contentType(ContentType.APPLICATION_JSON)
                .result(JsonText.object(Map.of("error", sentence)));
    }
}
