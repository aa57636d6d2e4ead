package dev.backslide.cli;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.StandardDirections;

import java.util.Arrays;

/** All values of one series of a recorded file. Not thread-safe. */
final class SeriesValues {

    private static final int INITIAL = 64;

    private final RecordedSeries series;
    private double[] values = new double[INITIAL];
    private int count;
    private Direction direction = Direction.UNKNOWN;

    SeriesValues(RecordedSeries series) {
        this.series = series;
    }

    void add(MetricEvent event) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = event.value();
        Direction declared = event.direction();
        direction =
                declared != null ? declared : StandardDirections.INSTANCE.directionOf(event.category(), event.unit());
    }

    RecordedSeries series() {
        return series;
    }

    double[] values() {
        return Arrays.copyOf(values, count);
    }

    /** Which way is better, by the newest measurement. */
    Direction direction() {
        return direction;
    }
}
