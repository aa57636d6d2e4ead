package dev.backslide.core.detection.monitor;

import dev.backslide.core.RegressionAlert;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What is remembered of an alert that is over, so that the same change confirmed later goes on with it. Immutable.
 *
 * @param alertId of the alert
 * @param revision its last one
 * @param closedByPerson whether somebody closed it, by expecting the new level or by a reset
 * @param openedAt time of the first measurement of the new level, UTC
 * @param closedAt time of its last revision, UTC
 * @since 0.1
 */
public record EndedAlert(String alertId, int revision, boolean closedByPerson, Instant openedAt, Instant closedAt) {

    /**
     * Most that a series remembers. A change is confirmed at most 27 measurements after its first one, and in those no more than 14 alerts
     * can be raised and end.
     */
    public static final int MAX_REMEMBERED = 16;

    /** What is remembered of an alert in its last revision. */
    public static EndedAlert of(RegressionAlert last) {
        return new EndedAlert(last.alertId(), last.revision(), last.actor() != null, last.openedAt(), last.timestamp());
    }

    /** The newest, as many as are remembered, oldest first. */
    public static List<EndedAlert> newest(Collection<EndedAlert> ended) {
        return ended.stream()
                .sorted(Comparator.comparing(EndedAlert::openedAt).thenComparing(EndedAlert::alertId))
                .skip(Math.max(0, ended.size() - MAX_REMEMBERED))
                .toList();
    }
}
