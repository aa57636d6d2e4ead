package dev.backslide.sdk.internal.local;

import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.internal.storage.ArchiveManifest;
import dev.backslide.sdk.internal.storage.ArchiveWriter;
import dev.backslide.sdk.internal.storage.JournalEntry;
import dev.backslide.sdk.internal.storage.PositionedCommand;

import java.util.ArrayList;
import java.util.List;

/** Puts the series of a folder into an archive, one after the other. Not thread-safe. */
final class LocalBackup {

    private final ArchiveWriter archive;
    private final List<RegressionAlert> transitions = new ArrayList<>();
    private final List<PositionedCommand> commands = new ArrayList<>();

    LocalBackup(ArchiveWriter archive) {
        this.archive = archive;
    }

    void add(LocalSeries series) {
        long measured = 0;
        for (JournalEntry entry : series.journal().entries()) {
            if (entry.measurement() != null) {
                archive.measurement(JournalEntry.of(entry.seriesKey(), entry.measurement(), List.of()));
                measured++;
            }
            if (entry.command() != null) {
                commands.add(new PositionedCommand(measured, entry.command()));
            }
        }
        transitions.addAll(series.journal().transitions());
    }

    ArchiveManifest finish() {
        return archive.finish(transitions, commands);
    }
}
