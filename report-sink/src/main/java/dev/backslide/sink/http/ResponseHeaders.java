package dev.backslide.sink.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import java.util.Map;

/** The headers of every answer, errors included: no other site may show, read or keep what is answered here. Thread-safe. */
final class ResponseHeaders implements HttpConfiguration.Customizer {

    static final String POLICY = "Content-Security-Policy";

    /** The part of a policy that keeps a page out of those of others. */
    static final String NO_FRAMES = "frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Cache-Control",
            "no-store",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            POLICY,
            NO_FRAMES);

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        putAll(responseHeaders);
        return request;
    }

    static void putAll(HttpFields.Mutable headers) {
        HEADERS.forEach(headers::put);
    }
}
