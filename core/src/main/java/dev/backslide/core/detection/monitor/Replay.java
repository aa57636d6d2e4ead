package dev.backslide.core.detection.monitor;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.changepoint.DetectorMemory;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.AdaptiveRule;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Judges a history once more as if it had arrived in order, by the code that judges what does: after a late measurement the alerts
 * must be those that follow from the measurements. Its cost is bounded: at most {@link #MOST} measurements. Not thread-safe.
 */
final class Replay {

    /** A measurement that is late by more than this many changes no alert. */
    private static final int MOST = 1_000;

    /** Where a split may move to as more is known. */
    private static final int REACH = 6;

    /** How one alert fared: its last revision, and where that was. Immutable. */
    record Life(RegressionAlert last, int end) {}

    private final SeriesHistory history;
    private final ReplayStart start;
    private final SeriesMonitor monitor;
    private final List<EndedAlert> closedByPeople;
    private final Map<String, Life> lives = new LinkedHashMap<>();
    private @Nullable Judgement judgement;

    private Replay(SeriesHistory history, ReplayStart start, SeriesMonitor monitor, List<EndedAlert> closedByPeople) {
        this.history = history;
        this.start = start;
        this.monitor = monitor;
        this.closedByPeople = new ArrayList<>(closedByPeople);
    }

    /**
     * Judges the history with a late measurement in it.
     *
     * @param place of the late measurement
     * @param detector what the detector knew before it; null: the rule is the previous value's
     * @param alerts as they are
     * @return null where that measurement is so late that too little is known of the time before it
     */
    static @Nullable Replay of(
            SeriesKey series,
            SeriesHistory history,
            int place,
            @Nullable DetectorMemory detector,
            SeriesAlerts alerts,
            MetricEvent late,
            EffectivePolicy applied) {
        if (history.size() - place > MOST) {
            return null;
        }
        ReplayStart start = ReplayStart.of(history, place, detector, MOST);
        if (start == null) {
            return null;
        }
        SeriesHistory before = new SeriesHistory(history.limits());
        for (int i = 0; i < start.from(); i++) {
            before.add(history.get(i));
        }
        RegressionAlert open = alerts.open();
        Instant known = history.get(start.certain()).orderTime();
        SeriesMemory memory = start.memory(
                before,
                open == null
                                || open.openedAt().isAfter(known)
                                || (start.isExact() && open.openedAt().equals(known))
                        ? null
                        : AlertRevision.untouched(open),
                alerts.ended().stream()
                        .filter(ended -> ended.openedAt().isBefore(known))
                        .toList());
        Replay replay = new Replay(
                history,
                start,
                new SeriesMonitor(series, before, memory),
                alerts.ended().stream().filter(EndedAlert::closedByPerson).toList());
        replay.run(place, late, applied);
        return replay;
    }

    private void run(int place, MetricEvent late, EffectivePolicy applied) {
        MetricEvent bare = bare(late);
        EffectivePolicy quiet = new EffectivePolicy(
                applied.detector(), Direction.UNKNOWN, applied.thresholdPercent(), applied.floor(), 0);
        for (int i = start.from(); i < history.size(); i++) {
            HistoryPoint point = history.get(i);
            MetricEvent event = bare.toBuilder(point.value())
                    .timestamp(Instant.EPOCH.plus(point.timestampMicros(), ChronoUnit.MICROS))
                    .verdictRequested(i == place && late.verdictRequested())
                    .build();
            JudgedMeasurement judged = monitor.append(point, event, i < start.quiet() ? quiet : applied);
            if (i == place) {
                judgement = judged.judgement();
            }
            for (RegressionAlert alert : judged.alerts()) {
                lives.put(alert.alertId(), new Life(alert, i));
            }
            closeWhatSomebodyClosed(i);
        }
    }

    /** What all measurements of the series share, as far as it matters to an alert. */
    private static MetricEvent bare(MetricEvent late) {
        return MetricEvent.builder(late.modelName(), late.name(), late.value(), late.unit())
                .eventId(late.eventId())
                .category(late.category())
                .timestamp(late.timestamp())
                .direction(late.direction())
                .thresholdPercent(late.thresholdPercent())
                .build();
    }

    /** An alert that somebody has closed ends where that was done: after everything that had been measured by then. */
    private void closeWhatSomebodyClosed(int place) {
        RegressionAlert open = monitor.openAlert();
        if (open == null) {
            return;
        }
        boolean last = place == history.size() - 1;
        for (EndedAlert closed : closedByPeople) {
            if ((closed.alertId().equals(open.alertId()) || isAbout(closed.openedAt(), new Life(open, place)))
                    && (last || isAfter(history.get(place + 1), closed.closedAt()))) {
                monitor.close();
                closedByPeople.remove(closed);
                return;
            }
        }
    }

    private static boolean isAfter(HistoryPoint point, Instant closedAt) {
        return Instant.EPOCH.plus(point.timestampMicros(), ChronoUnit.MICROS).isAfter(closedAt);
    }

    /** Whether an alert since that time is about the same change as one in this replay: it opened in its life, or hardly before. */
    boolean isAbout(Instant openedAt, Life life) {
        int first = 0;
        while (first < history.size() - 1
                && history.get(first).orderTime().isBefore(life.last().openedAt())) {
            first++;
        }
        return !openedAt.isBefore(history.get(Math.max(0, first - REACH)).orderTime())
                && !openedAt.isAfter(history.get(life.end()).orderTime());
    }

    /** The alert that is open in the end, and how it got there; null: none. */
    @Nullable
    Life open() {
        RegressionAlert open = monitor.openAlert();
        return open == null ? null : new Life(open, history.size() - 1);
    }

    /** Every alert that was raised or changed, by id. */
    Map<String, Life> lives() {
        return lives;
    }

    /** The answer for the late measurement. */
    Judgement judgement() {
        return Objects.requireNonNull(judgement);
    }

    /** The rule as it is after the history; null: the previous value's. */
    @Nullable
    AdaptiveRule rule() {
        return monitor.rule();
    }
}
