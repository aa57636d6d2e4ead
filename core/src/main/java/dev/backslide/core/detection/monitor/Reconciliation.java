package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.detection.rule.EffectivePolicy;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes the alerts of a series those that follow from its measurements, after a late one: the alert of the same change keeps its id and what
 * people did to it, one whose evidence is gone is withdrawn, and what somebody has closed stays closed. Not thread-safe.
 */
final class Reconciliation {

    private static final String BY_LATE = "a late measurement changed the history: ";

    /** Part of a change by which one of its levels moves before that is news. */
    private static final double NEAR = 0.05;

    private final Replay replay;
    private final MetricEvent late;
    private final EffectivePolicy applied;
    private final @Nullable RegressionAlert open;
    private final List<EndedAlert> ended;

    /**
     * @param replay of the history with the late measurement
     * @param alerts as they are
     */
    Reconciliation(Replay replay, SeriesAlerts alerts, MetricEvent late, EffectivePolicy applied) {
        this.replay = replay;
        this.late = late;
        this.applied = applied;
        this.open = alerts.open();
        this.ended = alerts.ended();
    }

    /** The changes of state that are needed, in order; mostly none. */
    List<RegressionAlert> changes() {
        Replay.Life should = replay.open();
        RegressionAlert is = open;
        List<RegressionAlert> changes = new ArrayList<>(2);
        if (should == null) {
            if (is != null) {
                changes.add(ended(is));
            }
            return changes;
        }
        if (is != null && isSame(is, should)) {
            if (!sayTheSame(is, should.last())) {
                changes.add(moved(is, should.last()));
            }
            return changes;
        }
        EndedAlert before = endedAbout(should);
        if (is != null) {
            changes.add(ended(is));
        }
        if (before == null || !before.closedByPerson()) {
            changes.add(raised(should.last(), before));
        }
        return changes;
    }

    private boolean isSame(RegressionAlert is, Replay.Life should) {
        if (is.alertId().equals(should.last().alertId())) {
            return true;
        }
        // Another alert of the replay may be that one, and what was ended may be this one.
        return !replay.lives().containsKey(is.alertId())
                && ended.stream()
                        .noneMatch(one -> one.alertId().equals(should.last().alertId()))
                && replay.isAbout(is.openedAt(), should);
    }

    private @Nullable EndedAlert endedAbout(Replay.Life should) {
        EndedAlert about = null;
        for (EndedAlert one : ended) {
            if (one.alertId().equals(should.last().alertId())) {
                return one;
            }
            if (!one.closedByPerson()
                    && !replay.lives().containsKey(one.alertId())
                    && replay.isAbout(one.openedAt(), should)) {
                about = one;
            }
        }
        return about;
    }

    private RegressionAlert raised(RegressionAlert should, @Nullable EndedAlert before) {
        String id = before == null ? should.alertId() : before.alertId();
        int revision = before == null ? 0 : before.revision();
        return AlertRevision.of(should, id, revision, late)
                .state(AlertState.OPEN)
                .because(
                        before == null ? AlertReason.RAISED : AlertReason.REOPENED,
                        before == null ? should.reason() : AlertText.reopened(should.reason()));
    }

    /** What people did to it stays, unless it is more severe than what they knew. */
    private RegressionAlert moved(RegressionAlert is, RegressionAlert should) {
        Severity severity = severity(is, should);
        AlertRevision revision = AlertRevision.of(should, is.alertId(), is.revision(), late)
                .severity(severity)
                .snoozedUntil(is.snoozedUntil())
                .pinnedBaseline(is.pinnedBaseline());
        return revision.state(severity.compareTo(is.severity()) > 0 ? AlertState.OPEN : is.state())
                .because(AlertReason.HISTORY_CHANGED, BY_LATE + should.reason());
    }

    /** An alert that somebody has handled stays as severe as that person knew it, so that the way up again is no news. */
    private static Severity severity(RegressionAlert is, RegressionAlert should) {
        return is.state() == AlertState.OPEN
                ? should.severity()
                : should.severity().max(is.severity());
    }

    private RegressionAlert ended(RegressionAlert is) {
        for (Map.Entry<String, Replay.Life> life : replay.lives().entrySet()) {
            RegressionAlert last = life.getValue().last();
            if (!last.state().isOpen()
                    && (life.getKey().equals(is.alertId()) || replay.isAbout(is.openedAt(), life.getValue()))) {
                return AlertRevision.by(late, applied, is)
                        .state(last.state())
                        .because(AlertReason.HISTORY_CHANGED, BY_LATE + last.reason());
            }
        }
        return AlertRevision.by(late, applied, is)
                .state(AlertState.WITHDRAWN)
                .because(AlertReason.HISTORY_CHANGED, BY_LATE + "there is no such regression in it");
    }

    /** Whether nothing would be news: a level that moves by little, and the noise around it, are not. */
    private static boolean sayTheSame(RegressionAlert is, RegressionAlert should) {
        return is.openedAt().equals(should.openedAt())
                && Objects.equals(is.lastGoodCommit(), should.lastGoodCommit())
                && Objects.equals(is.firstBadCommit(), should.firstBadCommit())
                && is.severity() == severity(is, should)
                && is.detector().equals(should.detector())
                && (is.changePercent() == null) == (should.changePercent() == null)
                && isNear(is.previousValue(), should.previousValue(), should)
                && isNear(is.currentValue(), should.currentValue(), should);
    }

    /** Halves, since the difference of the largest numbers overflows. */
    private static boolean isNear(double level, double other, RegressionAlert alert) {
        double change = Math.abs(alert.currentValue() / 2 - alert.previousValue() / 2);
        return Math.abs(level / 2 - other / 2) <= NEAR * change;
    }
}
