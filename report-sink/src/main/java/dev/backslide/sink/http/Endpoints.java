package dev.backslide.sink.http;

import io.javalin.config.RoutesConfig;

/** Some paths of the API, and what answers there. */
interface Endpoints {

    void addTo(RoutesConfig routes);
}
