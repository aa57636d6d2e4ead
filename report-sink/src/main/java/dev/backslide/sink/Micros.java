package dev.backslide.sink;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the store keeps them: microseconds since 1970-01-01 UTC. Thread-safe. */
final class Micros {

    private Micros() {}

    static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
