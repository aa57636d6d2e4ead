package dev.backslide.sdk;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.storage.JournalEntry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that a tracker knows. Immutable.
 *
 * @param history measurements by series key, each list in the order of recording
 * @param alerts every revision of every alert
 * @param commands what people did about alerts and baselines, oldest first
 */
public record TrackerData(
        Map<String, List<MetricEvent>> history, List<RegressionAlert> alerts, List<AlertCommand> commands) {

    public TrackerData {
        Map<String, List<MetricEvent>> copy = new LinkedHashMap<>();
        history.forEach((key, events) -> copy.put(key, List.copyOf(events)));
        history = Collections.unmodifiableMap(copy);
        alerts = List.copyOf(alerts);
        commands = List.copyOf(commands);
    }

    /** The same as a journal would have it: a command stands behind the measurements that were taken before it was given. */
    List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        history.forEach((key, events) -> {
            Deque<AlertCommand> due = commands.stream()
                    .filter(command -> command.seriesKey().equals(key))
                    .sorted(Comparator.comparing(AlertCommand::timestamp))
                    .collect(Collectors.toCollection(ArrayDeque::new));
            for (MetricEvent event : events) {
                while (!due.isEmpty() && due.element().timestamp().isBefore(event.timestamp())) {
                    entries.add(JournalEntry.of(due.remove(), List.of()));
                }
                entries.add(JournalEntry.of(key, event, List.of()));
            }
            due.forEach(command -> entries.add(JournalEntry.of(command, List.of())));
        });
        alerts.forEach(alert -> entries.add(JournalEntry.of(alert)));
        return entries;
    }

    /** Measurements in all series. */
    public int measurements() {
        return history.values().stream().mapToInt(List::size).sum();
    }
}
