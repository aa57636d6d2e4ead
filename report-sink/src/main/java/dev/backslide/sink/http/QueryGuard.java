package dev.backslide.sink.http;

import dev.backslide.core.Text;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;

import java.util.Set;

/** Refuses a query parameter that a path does not take, or that is given twice: a mistyped filter would list everything. Thread-safe. */
final class QueryGuard implements Handler {

    private final ApiDescription description;

    QueryGuard(ApiDescription description) {
        this.description = description;
    }

    @Override
    public void handle(Context context) {
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        Set<String> known = description.queryParameters(endpoint.method.name(), endpoint.path);
        context.queryParamMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw RequestException.bad("query parameter " + Text.quote(name) + " is unknown here; " + endpoint.path
                        + (known.isEmpty() ? " takes none" : " takes " + String.join(", ", known)));
            }
            if (values.size() > 1) {
                throw RequestException.bad(
                        "query parameter " + name + " was given " + values.size() + " times but it must be given once");
            }
        });
    }
}
