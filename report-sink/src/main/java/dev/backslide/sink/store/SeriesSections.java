package dev.backslide.sink.store;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.StandardDirections;
import dev.backslide.core.report.Curve;
import dev.backslide.core.report.SeriesSection;
import dev.backslide.core.statistics.Summary;
import dev.backslide.sink.store.row.Micros;
import dev.backslide.sink.store.row.StoredMeasurement;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Groups measurements that come by series into what a report says about each: one series is in memory at a time.
 * Not thread-safe: one a report.
 */
public final class SeriesSections implements Iterator<SeriesSection> {

    private static final int FIRST_CAPACITY = 256;

    /** Alerts that a plot marks at most. */
    private static final int MARKED = 100;

    private final Iterator<StoredMeasurement> points;
    private final StoreSnapshot snapshot;
    private @Nullable StoredMeasurement next;
    private double[] values = new double[FIRST_CAPACITY];
    private long[] orderMicros = new long[FIRST_CAPACITY];

    public SeriesSections(Iterator<StoredMeasurement> points, StoreSnapshot snapshot) {
        this.points = points;
        this.snapshot = snapshot;
        this.next = points.hasNext() ? points.next() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public SeriesSection next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        String key = next.seriesKey();
        String judged = snapshot.unit(key);
        String unit = judged == null ? next.measurement().unit() : judged;
        MetricEvent newest = next.measurement();
        int count = 0;
        while (next != null && next.seriesKey().equals(key)) {
            Optional<MetricEvent> comparable = next.measurement().inUnit(unit);
            if (comparable.isEmpty()) {
                next = points.hasNext() ? points.next() : null;
                continue;
            }
            newest = comparable.get();
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
                orderMicros = Arrays.copyOf(orderMicros, count * 2);
            }
            orderMicros[count] = Micros.of(newest.orderTime());
            values[count++] = newest.value();
            next = points.hasNext() ? points.next() : null;
        }
        if (count == 0) {
            // Nothing is left in the unit of the series: one measurement is compared with nothing.
            orderMicros[count] = Micros.of(newest.orderTime());
            values[count++] = newest.value();
        }
        return new SeriesSection(
                key,
                newest.unit(),
                directionOf(key, newest),
                Summary.of(Arrays.copyOf(values, count)),
                Curve.of(orderMicros, values, count),
                snapshot.pinnedBaseline(key).orElse(null),
                snapshot.shownAlerts(key, MARKED).list());
    }

    /** As the detector applied it; where it has said nothing yet, as the event or the standard rule has it. */
    private Direction directionOf(String key, MetricEvent newest) {
        return snapshot.direction(key)
                .map(Direction::valueOf)
                .or(() -> Optional.ofNullable(newest.direction()))
                .orElseGet(() -> StandardDirections.INSTANCE.directionOf(newest.category(), newest.unit()));
    }
}
