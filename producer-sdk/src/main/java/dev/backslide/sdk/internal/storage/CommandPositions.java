package dev.backslide.sdk.internal.storage;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out where commands belong between measurements, where the order of their arrival is not recorded: after the
 * measurements that were taken before the command was given, and by all means between the measurements whose changes of the
 * alert it stands between. Not thread-safe.
 */
public final class CommandPositions {

    private final List<AlertCommand> commands;
    private final Set<String> seriesKeys = new HashSet<>();
    private final Map<String, Timeline> timelines = new HashMap<>();
    private final Map<String, RegressionAlert> revisionsByCause = new HashMap<>();
    private final Map<String, RegressionAlert> revisions = new HashMap<>();

    /** Measurements of one series in the order of arrival. */
    private static final class Timeline {
        private final List<Instant> times = new ArrayList<>();
        private final Map<String, Integer> places = new HashMap<>();
    }

    /**
     * @param commands of all series
     * @param transitions every revision of every alert
     */
    public CommandPositions(List<AlertCommand> commands, List<RegressionAlert> transitions) {
        this.commands = commands.stream()
                .sorted(Comparator.comparing(AlertCommand::timestamp))
                .toList();
        commands.forEach(command -> seriesKeys.add(command.seriesKey()));
        for (RegressionAlert revision : transitions) {
            revisions.put(id(revision.alertId(), revision.revision()), revision);
            revisionsByCause.put(revision.eventId(), revision);
        }
    }

    /** Takes note of the next measurement that arrived. */
    public void measurement(String seriesKey, MetricEvent event) {
        if (seriesKeys.contains(seriesKey)) {
            Timeline timeline = timelines.computeIfAbsent(seriesKey, key -> new Timeline());
            timeline.places.putIfAbsent(event.eventId(), timeline.times.size());
            timeline.times.add(event.timestamp());
        }
    }

    /** The commands with their places, once all measurements were noted. */
    public List<PositionedCommand> positions() {
        List<PositionedCommand> positions = new ArrayList<>();
        Map<String, Long> placesOfCommands = new HashMap<>();
        for (AlertCommand command : commands) {
            Timeline timeline = timelines.getOrDefault(command.seriesKey(), new Timeline());
            long place = place(command, timeline, placesOfCommands);
            placesOfCommands.put(command.commandId(), place);
            positions.add(new PositionedCommand(place, command));
        }
        return notAfterTheNext(positions);
    }

    /** A command that changed no alert stands no later than the one that was given after it. */
    private List<PositionedCommand> notAfterTheNext(List<PositionedCommand> positions) {
        Map<String, Long> next = new HashMap<>();
        for (int i = positions.size() - 1; i >= 0; i--) {
            PositionedCommand one = positions.get(i);
            String key = one.command().seriesKey();
            if (!revisionsByCause.containsKey(one.command().commandId())) {
                long after = Math.min(one.after(), next.getOrDefault(key, Long.MAX_VALUE));
                positions.set(i, new PositionedCommand(after, one.command()));
            }
            next.put(key, positions.get(i).after());
        }
        return positions;
    }

    private long place(AlertCommand command, Timeline timeline, Map<String, Long> placesOfCommands) {
        long place = timeline.times.size();
        for (int i = timeline.times.size() - 1; i >= 0 && timeline.times.get(i).isAfter(command.timestamp()); i--) {
            place = i;
        }
        RegressionAlert made = revisionsByCause.get(command.commandId());
        if (made == null) {
            return place;
        }
        RegressionAlert before = revisions.get(id(made.alertId(), made.revision() - 1));
        if (before != null) {
            Integer measured = timeline.places.get(before.eventId());
            long earliest = measured == null ? placesOfCommands.getOrDefault(before.eventId(), 0L) : measured + 1;
            place = Math.max(place, earliest);
        }
        RegressionAlert next = revisions.get(id(made.alertId(), made.revision() + 1));
        Integer latest = next == null ? null : timeline.places.get(next.eventId());
        return latest == null ? place : Math.min(place, latest);
    }

    private static String id(String alertId, int revision) {
        return alertId + "#" + revision;
    }
}
