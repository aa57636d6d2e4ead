package dev.backslide.sink.store;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.report.MarkdownReport;
import dev.backslide.core.report.ReportSummary;
import dev.backslide.core.store.AlertFilter;
import dev.backslide.core.store.PinnedBaseline;
import dev.backslide.sink.store.row.AlertCount;
import dev.backslide.sink.store.row.AlertMapper;
import dev.backslide.sink.store.row.MeasurementMapper;
import dev.backslide.sink.store.row.StoredMeasurement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store at one moment. What is iterable is read as it is iterated. Not thread-safe: one thread and one reading. */
public final class StoreSnapshot {

    /** More than come in another unit before the history begins anew in it. */
    private static final int FEWEST_READ = 10;

    private static final AlertMapper ALERT = new AlertMapper();
    private static final MeasurementMapper MEASUREMENT = new MeasurementMapper();
    private static final String IN_ORDER = " FROM series s JOIN points p USING (series_id)";
    private static final String SHOWN = " FROM alerts WHERE state <> 'WITHDRAWN'";

    private final Handle handle;

    StoreSnapshot(Handle handle) {
        this.handle = handle;
    }

    public long measurements() {
        return count("SELECT count(*) FROM points");
    }

    public long series() {
        return count("SELECT count(*) FROM series");
    }

    public ReportSummary summary() {
        return new ReportSummary(
                measurements(),
                series(),
                count("SELECT count(*)" + SHOWN),
                count("SELECT count(*)" + SHOWN + " AND severity = 'CRITICAL'"));
    }

    /** Every measurement, by series key and then in the order of its history. */
    public ResultIterable<StoredMeasurement> points() {
        return handle.createQuery("SELECT " + MeasurementMapper.COLUMNS + IN_ORDER
                        + " ORDER BY s.series_key, p.order_micros, p.timestamp_micros, p.event_id")
                .map(MEASUREMENT);
    }

    /** The newest measurements of a series after leaving out some, in the order of its history. */
    public List<MetricEvent> newest(long seriesId, int limit, long offset) {
        List<MetricEvent> newestFirst = handle.createQuery("SELECT " + MeasurementMapper.COLUMNS + IN_ORDER
                        + " WHERE s.series_id = :series ORDER BY p.order_micros DESC, p.timestamp_micros DESC,"
                        + " p.event_id DESC LIMIT :limit OFFSET :offset")
                .bind("series", seriesId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(MEASUREMENT)
                .map(StoredMeasurement::measurement)
                .list();
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The newest measurements of a series, in the order of its history. */
    public List<MetricEvent> newest(long seriesId, int limit) {
        return newest(seriesId, limit, 0);
    }

    public Optional<Long> seriesId(String seriesKey) {
        return handle.createQuery("SELECT series_id FROM series WHERE series_key = :key")
                .bind("key", seriesKey)
                .mapTo(Long.class)
                .findOne();
    }

    public long measurements(long seriesId) {
        return handle.createQuery("SELECT count(*) FROM points WHERE series_id = :series")
                .bind("series", seriesId)
                .mapTo(Long.class)
                .one();
    }

    /** Series keys in order, from the one after a number of them. */
    public ResultIterable<String> seriesKeys(int limit, long offset) {
        return handle.createQuery("SELECT series_key FROM series ORDER BY series_key LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .mapTo(String.class);
    }

    /** Direction as the detector applied it last; empty where it published no statistics. */
    Optional<String> direction(String seriesKey) {
        return handle.createQuery("SELECT direction FROM stats WHERE series_key = :key")
                .bind("key", seriesKey)
                .mapTo(String.class)
                .findOne();
    }

    /** The unit in which the detector judges a series; null: it has said nothing yet. */
    @Nullable
    String unit(String seriesKey) {
        return handle.createQuery("SELECT unit FROM stats WHERE series_key = :key")
                .bind("key", seriesKey)
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** The newest measurements of a series that can be compared with each other, in its unit and in order; at most so many. */
    public List<MetricEvent> newestComparable(String seriesKey, long seriesId, int limit) {
        List<MetricEvent> rows = newest(seriesId, Math.max(limit, FEWEST_READ));
        List<MetricEvent> comparable = StoredMeasurement.comparable(rows, unit(seriesKey));
        return comparable.subList(Math.max(0, comparable.size() - limit), comparable.size());
    }

    /** The baseline that is pinned for a series; empty where none is. */
    public Optional<Double> pinnedBaseline(String seriesKey) {
        return handle.createQuery(
                        "SELECT pinned_baseline FROM stats WHERE series_key = :key AND pinned_baseline IS NOT NULL")
                .bind("key", seriesKey)
                .mapTo(Double.class)
                .findOne();
    }

    /** Alerts for a report: the worst first, the newest first among equals, none that was withdrawn. */
    public ResultIterable<RegressionAlert> worstAlerts() {
        return handle.createQuery("SELECT *" + SHOWN
                        + " ORDER BY severity_rank DESC, timestamp_micros DESC, alert_id LIMIT :limit")
                .bind("limit", MarkdownReport.MAX_ALERTS)
                .map(ALERT);
    }

    /** Alerts for an export: in order of time, none that was withdrawn. */
    public ResultIterable<RegressionAlert> shownAlerts() {
        return handle.createQuery("SELECT *" + SHOWN + " ORDER BY timestamp_micros, alert_id")
                .map(ALERT);
    }

    /** The newest alerts of a series first, none that was withdrawn. */
    public ResultIterable<RegressionAlert> shownAlerts(String seriesKey, int limit) {
        return handle.createQuery("SELECT *" + SHOWN
                        + " AND series_key = :key ORDER BY timestamp_micros DESC, alert_id LIMIT :limit")
                .bind("key", seriesKey)
                .bind("limit", limit)
                .map(ALERT);
    }

    /** Alerts that stand, those alike counted together, the worst first. */
    public ResultIterable<AlertCount> standingAlerts() {
        return counted("model_name, metric_name", "IN");
    }

    /** Alerts that are over, counted by severity and state. */
    public ResultIterable<AlertCount> endedAlerts() {
        return counted("'', ''", "NOT IN");
    }

    private ResultIterable<AlertCount> counted(String names, String stands) {
        return handle.createQuery(
                        "SELECT lower(severity), lower(state), " + names + ", count(*) FROM alerts WHERE state "
                                + stands + " ('OPEN', 'ACKNOWLEDGED', 'SNOOZED')"
                                + " GROUP BY 1, 2, 3, 4 ORDER BY severity_rank DESC, 3, 4, 2")
                .map((row, context) -> new AlertCount(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)));
    }

    /** Notifications that have not arrived, by receiver. */
    public Map<String, Long> pendingNotifications() {
        return handle.createQuery(
                        "SELECT target, count(*) FROM notifications WHERE delivered_micros IS NULL GROUP BY target")
                .reduceResultSet(new HashMap<>(), (counts, row, context) -> {
                    counts.put(row.getString(1), row.getLong(2));
                    return counts;
                });
    }

    /** The newest alerts first, as the filter says. */
    public ResultIterable<RegressionAlert> alerts(AlertFilter filter, int limit, long offset) {
        return filtered(
                        "SELECT * FROM alerts",
                        filter,
                        " ORDER BY timestamp_micros DESC, alert_id LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map(ALERT);
    }

    public long alerts(AlertFilter filter) {
        return filtered("SELECT count(*) FROM alerts", filter, "")
                .mapTo(Long.class)
                .one();
    }

    public Optional<RegressionAlert> alert(String alertId) {
        return handle.createQuery("SELECT * FROM alerts WHERE alert_id = :id")
                .bind("id", alertId)
                .map(ALERT)
                .findOne();
    }

    /** Alerts whose ids start so. */
    public List<RegressionAlert> alertsFrom(String start, int limit) {
        return handle.createQuery(
                        "SELECT * FROM alerts WHERE alert_id >= :start AND substr(alert_id, 1, length(:start))"
                                + " = :start ORDER BY alert_id LIMIT :limit")
                .bind("start", start)
                .bind("limit", limit)
                .map(ALERT)
                .list();
    }

    /** Ids of alerts, those that stand first. */
    public List<String> alertIds(int limit) {
        return handle.createQuery(
                        "SELECT alert_id FROM alerts ORDER BY state NOT IN ('OPEN', 'ACKNOWLEDGED', 'SNOOZED'),"
                                + " timestamp_micros DESC LIMIT :limit")
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Whether an alert has a revision that a command caused. */
    public boolean isApplied(String alertId, String commandId) {
        return handle.createQuery(
                                "SELECT count(*) FROM alert_transitions WHERE alert_id = :alert AND event_id = :command")
                        .bind("alert", alertId)
                        .bind("command", commandId)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Baselines that are pinned, by series key. */
    public ResultIterable<PinnedBaseline> baselines(int limit, long offset) {
        return handle.createQuery(
                        "SELECT series_key, pinned_baseline, unit FROM stats WHERE pinned_baseline IS NOT NULL"
                                + " ORDER BY series_key LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> new PinnedBaseline(row.getString(1), row.getDouble(2), row.getString(3)));
    }

    public long baselines() {
        return count("SELECT count(*) FROM stats WHERE pinned_baseline IS NOT NULL");
    }

    /** Revisions of an alert, the first one first. */
    public ResultIterable<RegressionAlert> transitions(String alertId, int limit, long offset) {
        return handle.createQuery("SELECT * FROM alert_transitions WHERE alert_id = :id ORDER BY revision"
                        + " LIMIT :limit OFFSET :offset")
                .bind("id", alertId)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(ALERT);
    }

    private Query filtered(String select, AlertFilter filter, String order) {
        @Nullable
        String severity = filter.severity() == null ? null : filter.severity().name();
        return handle.createQuery(
                        select + " WHERE state IN (<states>) AND (:severity IS NULL OR severity = :severity)" + order)
                .bindList("states", filter.states().stream().map(Enum::name).toList())
                .bind("severity", severity);
    }

    private long count(String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
