package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import org.jspecify.annotations.Nullable;

/** What people's commands do to an open alert. Stateless: every step is a new revision. */
final class AlertCommands {

    private AlertCommands() {}

    /**
     * Applies a command that is about an alert.
     *
     * @param open the open alert of the series; null: none
     * @param pinnedBaseline of the series; null: none
     */
    static CommandOutcome apply(AlertCommand command, @Nullable RegressionAlert open, @Nullable Double pinnedBaseline) {
        String wanted = command.alertId();
        if (open == null || (wanted != null && !wanted.equals(open.alertId()))) {
            return CommandOutcome.refused(command.action().label() + " of " + command.seriesKey() + " was for "
                    + (wanted == null ? "its open alert" : "alert " + wanted) + " but "
                    + (open == null ? "none is open" : "the open one is " + open.alertId())
                    + "; list the alerts and name an open one");
        }
        if (command.commandId().equals(open.eventId())) {
            return CommandOutcome.NOTHING_NEW;
        }
        AlertRevision revision = AlertRevision.by(command, open).pinnedBaseline(pinnedBaseline);
        String why = command.reason().isBlank() ? command.action().label() : command.reason();
        return CommandOutcome.of(
                switch (command.action()) {
                    case ACKNOWLEDGE -> revision.state(AlertState.ACKNOWLEDGED).because(AlertReason.ACKNOWLEDGED, why);
                    case SNOOZE ->
                        revision.state(AlertState.SNOOZED)
                                .snoozedUntil(command.until())
                                .because(AlertReason.SNOOZED, why);
                    case EXPECT ->
                        revision.state(AlertState.EXPECTED)
                                .pinnedBaseline(pinnedBaseline == null ? null : open.currentValue())
                                .because(AlertReason.EXPECTED, why);
                    case RESET -> revision.state(AlertState.RESOLVED).because(AlertReason.RESET, why);
                    case SET_BASELINE, CLEAR_BASELINE ->
                        throw new IllegalArgumentException(command.action() + " is about a series");
                });
    }
}
