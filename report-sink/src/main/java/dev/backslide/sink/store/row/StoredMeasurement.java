package dev.backslide.sink.store.row;

import dev.backslide.core.MetricEvent;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A measurement with all that is stored of it. Immutable.
 *
 * @param seriesKey canonical text
 * @param measurement as it was recorded; whether a verdict was asked for is not stored
 */
public record StoredMeasurement(String seriesKey, MetricEvent measurement) {

    /**
     * Measurements of one series that can be compared with each other, in one unit.
     *
     * @param measurements in order, at least one
     * @param unit as the detector has it; null: it has said nothing yet, so that the first measurement decides. Where none can be converted
     *     into it, the newest does
     */
    public static List<MetricEvent> comparable(List<MetricEvent> measurements, @Nullable String unit) {
        List<MetricEvent> comparable =
                inUnit(measurements, unit == null ? measurements.get(0).unit() : unit);
        return comparable.isEmpty()
                ? inUnit(measurements, measurements.get(measurements.size() - 1).unit())
                : comparable;
    }

    private static List<MetricEvent> inUnit(List<MetricEvent> measurements, String unit) {
        return measurements.stream().flatMap(one -> one.inUnit(unit).stream()).toList();
    }
}
