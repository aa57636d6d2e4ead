package dev.backslide.sink;

import io.javalin.http.Context;
import io.javalin.http.Handler;

import java.util.Set;

/**
 * Answers on loopback only to requests that name loopback: a web page cannot read the API by having its own host name
 * resolved to this machine (DNS rebinding). Thread-safe.
 */
final class HostGuard implements Handler {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String boundHost;

    HostGuard(String boundHost) {
        this.boundHost = boundHost.contains(":") && !boundHost.startsWith("[") ? "[" + boundHost + "]" : boundHost;
    }

    @Override
    public void handle(Context context) {
        String header = context.header("Host");
        String name = header == null ? "" : header.replaceFirst(":[0-9]+$", "");
        if (LOOPBACK.contains(boundHost) && !LOOPBACK.contains(name)) {
            throw RequestException.forbidden("Host was '" + name + "' but it must be localhost or 127.0.0.1,"
                    + " since the API listens on loopback");
        }
    }
}
