package dev.backslide.sink.http;

import dev.backslide.sink.store.row.JsonText;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the server itself refuses, in the shape of the API's own errors. Thread-safe. */
final class JsonErrors extends ErrorHandler {

    private static final String JSON = "application/json";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ResponseHeaders.putAll(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        Object message = request.getAttribute(ERROR_MESSAGE);
        response.write(true, body(response.getStatus(), message == null ? null : message.toString()), callback);
        return true;
    }

    private static ByteBuffer body(int status, @Nullable String reason) {
        String sentence = "the request was rejected with status " + status + " ("
                + (reason == null ? HttpStatus.getMessage(status) : reason) + "); " + next(status);
        return ByteBuffer.wrap(JsonText.object(Map.of("error", sentence)).getBytes(StandardCharsets.UTF_8));
    }

    private static String next(int status) {
        return switch (status) {
            case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "send at most " + HttpServerSetup.MAX_BODY_BYTES + " bytes";
            case HttpStatus.SERVICE_UNAVAILABLE_503 ->
                "more than " + HttpServerSetup.MAX_REQUESTS + " requests are being answered; ask again later";
            default -> "correct it, " + ApiDescription.PATH + " says how";
        };
    }
}
