package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.internal.storage.Archive;
import dev.backslide.sdk.internal.storage.CommandPositions;
import dev.backslide.sdk.internal.storage.Interleaving;
import dev.backslide.sdk.internal.storage.JournalEntry;
import dev.backslide.sdk.internal.storage.PositionedCommand;
import dev.backslide.sdk.tracker.TrackerData;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an archive holds as a journal would have had it: commands between the measurements, each change of an alert with what
 * caused it. Not thread-safe.
 */
final class ArchivedEntries {

    private final Archive archive;
    private final Interleaving interleaving;
    private final Map<String, List<RegressionAlert>> byCause = new HashMap<>();
    private final List<JournalEntry> entries = new ArrayList<>();

    ArchivedEntries(Archive archive, List<PositionedCommand> commands, List<RegressionAlert> transitions) {
        this.archive = archive;
        this.interleaving = new Interleaving(commands);
        for (RegressionAlert transition : transitions) {
            byCause.computeIfAbsent(transition.seriesKey() + " " + transition.eventId(), key -> new ArrayList<>())
                    .add(transition);
        }
    }

    /** The entries of what a tracker exported. */
    static List<JournalEntry> of(TrackerData data) {
        CommandPositions positions = new CommandPositions(data.commands(), data.alerts());
        data.history().forEach((key, events) -> events.forEach(event -> positions.measurement(key, event)));
        Interleaving interleaving = new Interleaving(positions.positions());
        List<JournalEntry> entries = new ArrayList<>();
        data.history()
                .forEach((key, events) -> events.forEach(event -> {
                    interleaving.beforeNext(key).forEach(command -> entries.add(JournalEntry.of(command, List.of())));
                    entries.add(JournalEntry.of(key, event, List.of()));
                }));
        interleaving.rest().forEach(command -> entries.add(JournalEntry.of(command, List.of())));
        data.alerts().forEach(alert -> entries.add(JournalEntry.of(alert)));
        return entries;
    }

    List<JournalEntry> toList() {
        archive.measurements(entry -> {
            interleaving.beforeNext(entry.seriesKey()).forEach(this::add);
            if (entry.measurement() != null) {
                entries.add(JournalEntry.of(
                        entry.seriesKey(),
                        entry.measurement(),
                        causedBy(entry.seriesKey(), entry.measurement().eventId())));
            }
        });
        interleaving.rest().forEach(this::add);
        // What is left was caused by measurements that were pruned before the backup: it came before what is there.
        List<JournalEntry> all = new ArrayList<>(byCause.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(RegressionAlert::timestamp).thenComparing(RegressionAlert::revision))
                .map(JournalEntry::of)
                .toList());
        all.addAll(entries);
        return all;
    }

    private void add(AlertCommand command) {
        entries.add(JournalEntry.of(command, causedBy(command.seriesKey(), command.commandId())));
    }

    private List<RegressionAlert> causedBy(String seriesKey, String eventId) {
        List<RegressionAlert> caused = byCause.remove(seriesKey + " " + eventId);
        return caused == null ? List.of() : caused;
    }
}
