package dev.backslide.sink.transition;

import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sink.settings.NotificationSettings;
import org.jspecify.annotations.Nullable;

import java.time.Clock;

/**
 * Which changes of state are told: an alert that opens, opens again or becomes more severe, and the end of one that was told.
 * Nobody is told what somebody did about it, nor that it is as bad as before. Thread-safe.
 */
public final class NotificationRules {

    private final NotificationSettings settings;
    private final Clock clock;

    public NotificationRules(NotificationSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What to tell about a change of state.
     *
     * @param before null: the alert is new
     * @param told whether the receiver was told about this alert, or is about to be
     * @return null: nothing
     */
    public @Nullable Transition transition(@Nullable AlertBefore before, RegressionAlert alert, boolean told) {
        return switch (alert.state()) {
            case OPEN -> opening(before, alert, told);
            case ACKNOWLEDGED, SNOOZED -> null;
            case EXPECTED -> told ? Transition.EXPECTED : null;
            case RESOLVED -> told ? Transition.RESOLVED : null;
            case WITHDRAWN -> told ? Transition.WITHDRAWN : null;
        };
    }

    private @Nullable Transition opening(@Nullable AlertBefore before, RegressionAlert alert, boolean told) {
        boolean old = alert.timestamp().isBefore(clock.instant().minus(settings.maxAge()));
        if (old || alert.severity().compareTo(settings.minSeverity()) < 0) {
            return null;
        }
        if (before == null || !(told || isForgotten(before))) {
            return Transition.OPENED;
        }
        if (before.state() != AlertState.OPEN) {
            return Transition.REOPENED;
        }
        return alert.severity().compareTo(before.severity()) > 0 ? Transition.WORSENED : null;
    }

    /** What was told of an alert is forgotten once its end has arrived. */
    private boolean isForgotten(AlertBefore before) {
        return !before.state().isOpen() && before.severity().compareTo(settings.minSeverity()) >= 0;
    }
}
