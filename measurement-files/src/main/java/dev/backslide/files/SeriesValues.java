package dev.backslide.files;

import dev.backslide.core.MetricEvent;

import java.util.Arrays;

/** All values of one series of a recorded file. Not thread-safe. */
public final class SeriesValues {

    private static final int INITIAL = 64;

    private final RecordedSeries series;
    private double[] values = new double[INITIAL];
    private int count;
    private MetricEvent newest;

    /** @param first of its measurements, which is not added yet */
    public SeriesValues(RecordedSeries series, MetricEvent first) {
        this.series = series;
        this.newest = first;
    }

    /** One more. */
    public void add(MetricEvent event) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = event.value();
        newest = event;
    }

    /** The series. */
    public RecordedSeries series() {
        return series;
    }

    /** In the order of the file. */
    public double[] values() {
        return Arrays.copyOf(values, count);
    }

    /** The newest measurement, which speaks for all: unit, category, direction. */
    public MetricEvent newest() {
        return newest;
    }
}
