package dev.backslide.sink.store;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sink.store.row.AlertMapper;
import dev.backslide.sink.store.row.MeasurementMapper;
import dev.backslide.sink.store.row.Micros;
import dev.backslide.sink.store.row.StoredMeasurement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Whole records of the store at one moment, for trackers and backups. Not thread-safe: one thread and one reading. */
public final class StoredRecords {

    private static final AlertMapper ALERT = new AlertMapper();
    private static final MeasurementMapper MEASUREMENT = new MeasurementMapper();
    private static final String MEASUREMENTS =
            "SELECT " + MeasurementMapper.COLUMNS + " FROM points p JOIN series s USING (series_id)";

    private final Handle handle;

    StoredRecords(Handle handle) {
        this.handle = handle;
    }

    /** Every measurement in the order of its arrival. */
    public ResultIterable<StoredMeasurement> measurements() {
        return handle.createQuery(MEASUREMENTS + " ORDER BY p.rowid").map(MEASUREMENT);
    }

    /** Measurements of a series in the order of its history; none where nobody knows it. */
    public ResultIterable<StoredMeasurement> measurements(String seriesKey) {
        return handle.createQuery(MEASUREMENTS
                        + " WHERE s.series_key = :key ORDER BY p.order_micros, p.timestamp_micros, p.rowid")
                .bind("key", seriesKey)
                .map(MEASUREMENT);
    }

    /** Alerts as they stand now, in these states. */
    public ResultIterable<RegressionAlert> alerts(List<String> states) {
        return handle.createQuery("SELECT * FROM alerts WHERE state IN (<states>) ORDER BY alert_id")
                .bindList("states", states)
                .map(ALERT);
    }

    /** Every revision of every alert. */
    public ResultIterable<RegressionAlert> transitions() {
        return handle.createQuery("SELECT * FROM alert_transitions ORDER BY alert_id, revision")
                .map(ALERT);
    }

    /** How many measurements a pruning would drop. */
    public long beyond(Retention retention) {
        @Nullable Integer keep = retention.keep();
        @Nullable Long notBefore = retention.notBefore() == null ? null : Micros.of(retention.notBefore());
        return handle.createQuery("SELECT count(*) FROM (SELECT order_micros, row_number() OVER (PARTITION BY series_id"
                        + " ORDER BY order_micros DESC, timestamp_micros DESC, event_id DESC) AS place FROM points)"
                        + " WHERE place > coalesce(:keep, place) OR order_micros < coalesce(:notBefore, order_micros)")
                .bind("keep", keep)
                .bind("notBefore", notBefore)
                .mapTo(Long.class)
                .one();
    }
}
