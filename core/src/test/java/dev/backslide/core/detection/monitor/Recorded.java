package dev.backslide.core.detection.monitor;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.SeriesKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Measurements of one series, an hour apart. */
public final class Recorded {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final SeriesKey SERIES = SeriesKey.of(at(0, 0).build().metricKey());

    private Recorded() {}

    public static MetricEventBuilder at(int hour, double value) {
        return MetricEvent.builder("shop", "checkout", value, "ms")
                .eventId("event-" + hour)
                .category("time")
                .timestamp(START.plusSeconds(3_600L * hour))
                .direction(null);
    }

    public static List<MetricEvent> of(double... values) {
        List<MetricEvent> events = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            events.add(at(i, values[i]).build());
        }
        return events;
    }

    /** Noise of 1 % around 100. */
    public static double[] steady(int count) {
        Random random = new Random(7);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = 100 + random.nextGaussian();
        }
        return values;
    }
}
