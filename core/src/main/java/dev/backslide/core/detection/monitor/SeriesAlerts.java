package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.detection.changepoint.AlignedWindow;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.history.Commits;
import dev.backslide.core.detection.history.HistoryInsertion;
import dev.backslide.core.detection.history.HistoryPoint;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.AdaptiveRule;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.statistics.Summary;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The alerts and the pinned baseline of one series, and what measurements and commands do to them. Not thread-safe. */
final class SeriesAlerts {

    /** An alert with its times, numbers and short texts. */
    private static final int OPEN_BYTES = 1_000;

    private static final int ENDED_BYTES = 150;

    private final SeriesKey series;
    private final SeriesHistory history;
    private @Nullable RegressionAlert open;
    private List<EndedAlert> ended;
    private @Nullable Double pinnedBaseline;

    /** @param history of the monitor, which adds to it before it asks here */
    SeriesAlerts(SeriesKey series, SeriesHistory history, SeriesMemory memory) {
        this.series = series;
        this.history = history;
        this.open = memory.openAlert();
        this.ended = memory.endedAlerts();
        this.pinnedBaseline = memory.pinnedBaseline();
    }

    /** The open alert; null: none. */
    @Nullable
    RegressionAlert open() {
        return open;
    }

    /** What is remembered of those that are over. */
    List<EndedAlert> ended() {
        return ended;
    }

    /** Order time from which on somebody has accepted the measurements, in microseconds; {@link Long#MAX_VALUE}: nobody has. */
    long acceptedSince() {
        return ended.stream()
                .filter(EndedAlert::closedByPerson)
                .mapToLong(alert -> ChronoUnit.MICROS.between(Instant.EPOCH, alert.openedAt()))
                .max()
                .orElse(Long.MAX_VALUE);
    }

    /** Null: none. */
    @Nullable
    Double pinnedBaseline() {
        return pinnedBaseline;
    }

    /** Heap that they hold, in bytes. */
    int bytes() {
        RegressionAlert alert = open;
        int bytes = ended.size() * ENDED_BYTES;
        return alert == null
                ? bytes
                : bytes + OPEN_BYTES + alert.message().length() + alert.reason().length();
    }

    /** Does what somebody asked for, or says why it cannot be done. */
    CommandOutcome apply(AlertCommand command) {
        if (command.action().isAboutSeries()) {
            return applyToSeries(command);
        }
        CommandOutcome outcome = AlertCommands.apply(command, open, pinnedBaseline);
        for (RegressionAlert next : outcome.alerts()) {
            become(next);
            pinnedBaseline = next.state() == AlertState.EXPECTED ? next.pinnedBaseline() : pinnedBaseline;
        }
        return outcome;
    }

    private CommandOutcome applyToSeries(AlertCommand command) {
        if (history.size() == 0) {
            return CommandOutcome.refused(command.action().label() + " was for " + command.seriesKey()
                    + " but it has no measurements; record one first, or correct the key");
        }
        Double value = command.value();
        Double newest = history.value(history.size() - 1);
        Double next = command.action() == AlertAction.CLEAR_BASELINE ? null : value == null ? newest : value;
        boolean changed = !Objects.equals(next, pinnedBaseline);
        pinnedBaseline = next;
        return new CommandOutcome(List.of(), changed, null);
    }

    /** Whether the event pins the baseline of its series. */
    boolean pin(MetricEvent event, HistoryInsertion insertion) {
        boolean stored = insertion == HistoryInsertion.APPENDED || insertion == HistoryInsertion.INSERTED;
        if (!stored || !Boolean.parseBoolean(event.metadata().get(SeriesMonitor.BASELINE_METADATA))) {
            return false;
        }
        pinnedBaseline = event.value();
        return true;
    }

    /** The history begins anew in another unit: what was said in the old one is over, and its numbers mean nothing now. */
    List<RegressionAlert> afterNewUnit(MetricEvent event, EffectivePolicy applied) {
        pinnedBaseline = null;
        RegressionAlert before = open;
        return changed(before == null ? null : AlertLifecycle.ofOldUnit(before, event, applied));
    }

    /** What the newest measurement means for the alerts of the series. */
    List<RegressionAlert> afterNewest(
            MetricEvent event, Judgement judgement, EffectivePolicy applied, @Nullable AdaptiveRule rule) {
        if (judgement.verdict() == Verdict.INCONCLUSIVE) {
            return List.of();
        }
        LevelChange change = rule == null ? null : rule.confirmed();
        RegressionAlert before = open;
        if (before == null) {
            return changed(judgement.verdict() == Verdict.REGRESSION ? raise(event, judgement, applied, change) : null);
        }
        RegressionAlert next = follow(before, event, judgement, applied, rule);
        RegressionAlert awake = AlertLifecycle.awake(before, event, applied);
        if (awake == null || (next != null && !next.state().isOpen())) {
            return changed(next);
        }
        List<RegressionAlert> alerts = new ArrayList<>(changed(awake));
        alerts.addAll(changed(follow(awake, event, judgement, applied, rule)));
        return alerts;
    }

    private @Nullable RegressionAlert follow(
            RegressionAlert alert,
            MetricEvent event,
            Judgement judgement,
            EffectivePolicy applied,
            @Nullable AdaptiveRule rule) {
        LevelChange change = rule == null ? null : rule.confirmed();
        if (change != null) {
            return AlertLifecycle.follow(alert, event, change, applied);
        }
        if (rule == null) {
            return AlertLifecycle.follow(alert, event, judgement, applied, false);
        }
        if (alert.detector().equals(DetectorKind.PREVIOUS.label())) {
            return AlertLifecycle.follow(alert, event, judgement, applied, isFirstAfter(alert));
        }
        // A level that was confirmed is not left by one measurement: a confirmed change or the median of many says
        // where it is.
        Double median = medianAfter(alert);
        return median == null ? null : AlertLifecycle.drifted(alert, event, median, applied);
    }

    /** Median of as many measurements as confirm a change at most; null while there are fewer since the alert's first one. */
    private @Nullable Double medianAfter(RegressionAlert alert) {
        int first = history.size() - AlignedWindow.MAX_TAIL;
        if (first < 0 || history.get(first).orderTime().isBefore(alert.openedAt())) {
            return null;
        }
        for (int later = first + 1; later < history.size() && !isAfter(alert, later); later++) {
            if (isFirstOf(alert, later)) {
                return null;
            }
        }
        return Summary.of(history.newestValues(AlignedWindow.MAX_TAIL)).median();
    }

    private boolean isAfter(RegressionAlert alert, int place) {
        return history.get(place).orderTime().isAfter(alert.openedAt());
    }

    /** Whether the newest measurement is the next one after the alert's first one. */
    private boolean isFirstAfter(RegressionAlert alert) {
        int before = history.size() - 2;
        return before >= 0 && isFirstOf(alert, before);
    }

    /** Whether an alert is about the change that begins at a place. Of several that share its time one has its id, or else the first is meant. */
    private boolean isFirstOf(RegressionAlert alert, int place) {
        HistoryPoint point = history.get(place);
        if (!point.orderTime().equals(alert.openedAt())) {
            return false;
        }
        if (AlertLifecycle.alertId(series, point).equals(alert.alertId())) {
            return true;
        }
        int first = place;
        while (first > 0 && history.get(first - 1).orderTime().equals(alert.openedAt())) {
            first--;
        }
        int named = first;
        while (named < history.size()
                && history.get(named).orderTime().equals(alert.openedAt())
                && !AlertLifecycle.alertId(series, history.get(named)).equals(alert.alertId())) {
            named++;
        }
        boolean isNamed =
                named < history.size() && history.get(named).orderTime().equals(alert.openedAt());
        return !isNamed && place == first;
    }

    /** What a rule says of the newest measurement, once the changes count for nothing whose alert somebody has closed. */
    Judgement settled(Judgement judgement, @Nullable AdaptiveRule rule) {
        LevelChange change = rule == null ? null : rule.confirmed();
        if (change == null || open != null || judgement.reasonCode() != VerdictReason.CONFIRMED_CHANGE) {
            return judgement;
        }
        EndedAlert about = endedAbout(history.get(firstOf(change)));
        return about != null && about.closedByPerson() ? judgement.settled() : judgement;
    }

    private RegressionAlert raise(
            MetricEvent event, Judgement judgement, EffectivePolicy applied, @Nullable LevelChange change) {
        return raise(event, judgement, applied, change, change == null ? history.size() - 1 : firstOf(change));
    }

    /** Place of the first measurement of the new level. */
    private int firstOf(LevelChange change) {
        return Commits.firstOf(history, Math.max(1, history.size() - 1 - (change.index() - change.changePoint())));
    }

    private RegressionAlert raise(
            MetricEvent event, Judgement judgement, EffectivePolicy applied, @Nullable LevelChange change, int first) {
        HistoryPoint firstBad = history.get(first);
        return AlertLifecycle.raise(
                series,
                event,
                judgement,
                applied,
                change,
                Commits.lastGood(history, first),
                firstBad,
                pinnedBaseline,
                endedAbout(firstBad));
    }

    /** Takes over what follows from a history that a late measurement has changed. */
    List<RegressionAlert> afterLate(Replay replay, MetricEvent late, EffectivePolicy applied) {
        List<RegressionAlert> changes = new Reconciliation(replay, this, late, applied).changes();
        changes.forEach(this::become);
        return changes;
    }

    /** Ends the open alert as somebody has ended it, in a history that is judged again. */
    void close() {
        RegressionAlert closed = Objects.requireNonNull(open);
        List<EndedAlert> others = new ArrayList<>(ended);
        others.add(new EndedAlert(closed.alertId(), closed.revision(), true, closed.openedAt(), closed.timestamp()));
        open = null;
        ended = EndedAlert.newest(others);
    }

    private List<RegressionAlert> changed(@Nullable RegressionAlert next) {
        if (next == null) {
            return List.of();
        }
        become(next);
        return List.of(next);
    }

    private void become(RegressionAlert next) {
        List<EndedAlert> others = new ArrayList<>(ended);
        others.removeIf(other -> other.alertId().equals(next.alertId()));
        if (next.state().isOpen()) {
            open = next;
        } else {
            open = null;
            others.add(EndedAlert.of(next));
        }
        ended = EndedAlert.newest(others);
    }

    /** What is remembered of an alert about the change that begins with this measurement; null: there was none, or long ago. */
    private @Nullable EndedAlert endedAbout(HistoryPoint first) {
        if (ended.isEmpty()) {
            return null;
        }
        String alertId = AlertLifecycle.alertId(series, first);
        return ended.stream()
                .filter(alert -> alert.alertId().equals(alertId))
                .findFirst()
                .orElse(null);
    }
}
