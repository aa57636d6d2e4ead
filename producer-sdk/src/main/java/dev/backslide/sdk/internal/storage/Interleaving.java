package dev.backslide.sdk.internal.storage;

import dev.backslide.core.AlertCommand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts commands back between the measurements of their series. Not thread-safe. */
public final class Interleaving {

    private final Map<String, Deque<PositionedCommand>> waiting = new HashMap<>();
    private final Map<String, Long> measured = new HashMap<>();

    /** @param commands each series' in the order in which they were given */
    public Interleaving(List<PositionedCommand> commands) {
        for (PositionedCommand command : commands) {
            waiting.computeIfAbsent(command.command().seriesKey(), key -> new ArrayDeque<>())
                    .add(command);
        }
    }

    /** Commands that belong before the next measurement of a series, which is counted. */
    public List<AlertCommand> beforeNext(String seriesKey) {
        Deque<PositionedCommand> own = waiting.get(seriesKey);
        if (own == null) {
            return List.of();
        }
        long before = measured.merge(seriesKey, 1L, Long::sum) - 1;
        List<AlertCommand> due = new ArrayList<>();
        while (!own.isEmpty() && own.element().after() <= before) {
            due.add(own.remove().command());
        }
        return due;
    }

    /** Commands behind the last measurement of their series. */
    public List<AlertCommand> rest() {
        List<AlertCommand> rest = new ArrayList<>();
        waiting.values().forEach(own -> own.forEach(command -> rest.add(command.command())));
        waiting.clear();
        return rest;
    }
}
