package dev.backslide.sink.http;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

import java.util.Locale;
import java.util.Set;

/**
 * Lets nothing be changed but by JSON: a page of another site can make a browser post forms and plain text here, but no JSON
 * without asking first, and asking is never answered. Thread-safe.
 */
final class JsonOnly implements Handler {

    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    @Override
    public void handle(Context context) {
        String header = context.header("Content-Type");
        String type =
                header == null ? "" : header.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!READING.contains(context.method()) && !type.equals(ContentType.JSON)) {
            throw RequestException.unsupported("Content-Type was '" + type + "' but it must be " + ContentType.JSON
                    + ": the API accepts no other format");
        }
    }
}
