package dev.backslide.cli.backtest;

import dev.backslide.core.MetricEvent;

import java.util.Arrays;

/** All values of one series of a recorded file. Not thread-safe. */
final class SeriesValues {

    private static final int INITIAL = 64;

    private final RecordedSeries series;
    private double[] values = new double[INITIAL];
    private int count;
    private MetricEvent newest;

    SeriesValues(RecordedSeries series, MetricEvent first) {
        this.series = series;
        this.newest = first;
    }

    void add(MetricEvent event) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = event.value();
        newest = event;
    }

    RecordedSeries series() {
        return series;
    }

    double[] values() {
        return Arrays.copyOf(values, count);
    }

    /** The newest measurement, which speaks for all: unit, category, direction. */
    MetricEvent newest() {
        return newest;
    }
}
