package dev.backslide.sink.http;

import dev.backslide.core.Text;
import io.javalin.http.Context;
import io.javalin.http.Handler;

import java.util.regex.Pattern;

/**
 * Answers on loopback only to requests that name loopback: a web page cannot read the API by having its own host name
 * resolved to this machine (DNS rebinding). Thread-safe.
 */
final class HostGuard implements Handler {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private final ListenAddress bound;

    HostGuard(ListenAddress bound) {
        this.bound = bound;
    }

    @Override
    public void handle(Context context) {
        String header = context.header("Host");
        String name = header == null ? "" : header.replaceFirst(":[0-9]+$", "");
        if (bound.isLoopback() && !LOOPBACK.matcher(name).matches()) {
            throw RequestException.forbidden("Host was " + Text.quote(name) + " but it must be localhost or 127.0.0.1,"
                    + " since the API listens on loopback");
        }
    }
}
