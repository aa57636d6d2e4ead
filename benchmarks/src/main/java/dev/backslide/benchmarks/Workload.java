package dev.backslide.benchmarks;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;

import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Seeded measurements of many series: each a level of its own with 2 % noise, no change, as most series are. Immutable.
 *
 * @param series number of series
 * @param events number of events, spread evenly over the series
 */
record Workload(int series, int events) {

    private static final long SEED = 20_260_301L;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double NOISE = 0.02;

    MetricEvent event(int index) {
        int number = index % series;
        SplittableRandom random = new SplittableRandom(SEED + index);
        double level = 1 + number % 1_000;
        double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
        return MetricEvent.builder("bench", "series_" + number, level * (1 + NOISE * noise), "ms")
                .eventId("e" + index)
                .category("time")
                .timestamp(START.plusSeconds(60L * (index / series)).plusNanos(1_000L * number))
                .run(Run.ofCommit("c" + index / series))
                .build();
    }
}
