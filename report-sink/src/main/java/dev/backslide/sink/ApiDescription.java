package dev.backslide.sink;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The OpenAPI document of the HTTP API: every path, its parameters and its answers. Thread-safe. */
final class ApiDescription implements Handler {

    /** Where it is answered. */
    static final String PATH = "/openapi.json";

    private final byte[] document = read();

    @Override
    public void handle(Context context) {
        context.contentType(ContentType.APPLICATION_JSON).result(document);
    }

    private static byte[] read() {
        try (InputStream in = ApiDescription.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the jar; build it again");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
