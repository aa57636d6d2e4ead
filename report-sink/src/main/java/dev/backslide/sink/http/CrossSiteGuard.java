package dev.backslide.sink.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

import java.net.URI;
import java.util.Set;

/**
 * Answers no page of another site: what a browser says of where a request comes from must be here, or nowhere. A link that somebody follows
 * from elsewhere is answered. Thread-safe.
 */
final class CrossSiteGuard implements Handler {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    public void handle(Context context) {
        String site = context.header("Sec-Fetch-Site");
        boolean link = context.method().equals(HandlerType.GET)
                && "navigate".equals(context.header("Sec-Fetch-Mode"))
                && "document".equals(context.header("Sec-Fetch-Dest"));
        if (site != null && !OWN.contains(site) && !link) {
            throw RequestException.forbidden(
                    "the request comes from a page of another site but only the API's own pages may send requests; "
                            + "open the address itself in a browser, or use another client");
        }
        String origin = context.header("Origin");
        if (origin != null && !isHere(origin, String.valueOf(context.header("Host")))) {
            throw RequestException.forbidden("Origin was '" + origin
                    + "' but only the API's own pages may send requests; open the address itself in a browser, or use "
                    + "another client");
        }
    }

    private static boolean isHere(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
