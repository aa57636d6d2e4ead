package dev.backslide.sink.store.row;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the store keeps them: microseconds since 1970-01-01 UTC. Thread-safe. */
public final class Micros {

    private Micros() {}

    public static long of(Instant instant) {
        // ChronoUnit counts nanoseconds on its way, which end in the year 2262.
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** Whether {@link #of} has a number for it. */
    public static boolean isCountable(Instant instant) {
        try {
            of(instant);
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
