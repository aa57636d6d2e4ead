package dev.backslide.core.detection;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
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

    private final Replay replay;
    private final MetricEvent late;
    private final Applied applied;
    private final @Nullable RegressionAlert open;
    private final List<EndedAlert> ended;

    /**
     * @param replay of the history with the late measurement
     * @param alerts as they are
     */
    Reconciliation(Replay replay, SeriesAlerts alerts, MetricEvent late, Applied applied) {
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
                .because(before == null ? should.reason() : RegressionAlert.OPENED_AGAIN + should.reason());
    }

    /** What people did to it stays, unless it is more severe now. */
    private RegressionAlert moved(RegressionAlert is, RegressionAlert should) {
        boolean moreSevere = should.severity().compareTo(is.severity()) > 0;
        AlertRevision revision = AlertRevision.of(should, is.alertId(), is.revision(), late)
                .snoozedUntil(is.snoozedUntil())
                .pinnedBaseline(is.pinnedBaseline());
        return revision.state(moreSevere ? AlertState.OPEN : is.state()).because(BY_LATE + should.reason());
    }

    private RegressionAlert ended(RegressionAlert is) {
        for (Map.Entry<String, Replay.Life> life : replay.lives().entrySet()) {
            RegressionAlert last = life.getValue().last();
            if (!last.state().isOpen()
                    && (life.getKey().equals(is.alertId()) || replay.isAbout(is.openedAt(), life.getValue()))) {
                return AlertRevision.by(late, applied, is).state(last.state()).because(BY_LATE + last.reason());
            }
        }
        return AlertRevision.by(late, applied, is)
                .state(AlertState.WITHDRAWN)
                .because(BY_LATE + "there is no such regression in it");
    }

    private static boolean sayTheSame(RegressionAlert is, RegressionAlert should) {
        return is.openedAt().equals(should.openedAt())
                && Objects.equals(is.lastGoodCommit(), should.lastGoodCommit())
                && Objects.equals(is.firstBadCommit(), should.firstBadCommit())
                && is.severity() == should.severity()
                && is.detector().equals(should.detector())
                && is.previousValue() == should.previousValue()
                && is.currentValue() == should.currentValue()
                && Objects.equals(is.noisePercent(), should.noisePercent())
                && Objects.equals(is.strength(), should.strength());
    }
}
