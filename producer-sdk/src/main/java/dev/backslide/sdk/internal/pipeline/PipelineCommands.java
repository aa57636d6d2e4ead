package dev.backslide.sdk.internal.pipeline;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.RegressionAlert;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people's commands were, from what the topic still holds and from the changes of alerts that they made. Stateless. */
final class PipelineCommands {

    private PipelineCommands() {}

    /**
     * Commands that did something, each with the alert it was about: a refused one is left out, one that the topic no longer
     * holds is told from the change that it made.
     */
    static List<AlertCommand> effective(List<AlertCommand> log, List<RegressionAlert> transitions) {
        Map<String, RegressionAlert> made = new HashMap<>();
        for (RegressionAlert transition : transitions) {
            if (transition.actor() != null) {
                made.put(transition.eventId(), transition);
            }
        }
        List<AlertCommand> commands = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (AlertCommand command : log) {
            RegressionAlert transition = made.get(command.commandId());
            if (known.add(command.commandId()) && (command.action().isAboutSeries() || transition != null)) {
                commands.add(transition == null ? command : about(command, transition));
            }
        }
        for (RegressionAlert transition : made.values()) {
            AlertCommand told = known.contains(transition.eventId()) ? null : told(transition);
            if (told != null) {
                commands.add(told);
            }
        }
        return commands;
    }

    private static AlertCommand about(AlertCommand command, RegressionAlert alert) {
        return new AlertCommand(
                command.commandId(),
                command.action(),
                command.seriesKey(),
                alert.alertId(),
                command.actor(),
                command.timestamp(),
                command.reason(),
                command.until(),
                command.value());
    }

    /** Null: no command leaves an alert in such a state. */
    private static @Nullable AlertCommand told(RegressionAlert alert) {
        AlertAction action = switch (alert.state()) {
            case ACKNOWLEDGED -> AlertAction.ACKNOWLEDGE;
            case SNOOZED -> AlertAction.SNOOZE;
            case EXPECTED -> AlertAction.EXPECT;
            case RESOLVED -> AlertAction.RESET;
            case OPEN, WITHDRAWN -> null;
        };
        return action == null
                ? null
                : new AlertCommand(
                        alert.eventId(),
                        action,
                        alert.seriesKey(),
                        alert.alertId(),
                        String.valueOf(alert.actor()),
                        alert.timestamp(),
                        alert.reason(),
                        action == AlertAction.SNOOZE ? alert.snoozedUntil() : null,
                        null);
    }
}
