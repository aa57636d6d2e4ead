package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.monitor.CommandOutcome;
import dev.backslide.core.detection.monitor.Decision;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.sdk.internal.publish.EventValidator;
import dev.backslide.sdk.internal.storage.Journal;
import dev.backslide.sdk.internal.storage.JournalEntry;
import dev.backslide.sdk.internal.storage.Restored;
import dev.backslide.sdk.internal.storage.TextFiles;
import dev.backslide.sdk.tracker.JournalLimits;
import dev.backslide.sdk.tracker.Retention;
import dev.backslide.sdk.tracker.StorageException;
import dev.backslide.sdk.tracker.TrackerFile;
import dev.backslide.sdk.tracker.UnjudgedException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** All series of a local folder, as its journal has them. Thread-safe: everything happens under the folder's lock. */
public final class LocalState {

    /** Who resets alerts where nobody says who. */
    private static final String ACTOR = "tracker";

    private final Journal journal;
    private final Policies policies;
    private final Map<String, LocalSeries> series = new TreeMap<>();
    private final Journal.Reader reader = new Journal.Reader() {
        @Override
        public void restart() {
            series.clear();
        }

        @Override
        public void entry(JournalEntry entry) {
            of(entry.seriesKey()).follow(entry);
        }
    };

    LocalState(Path folder, JournalLimits limits, Policies policies) {
        this.journal = Journal.open(folder, limits);
        this.policies = policies;
    }

    Path folder() {
        return journal.folder();
    }

    /**
     * Judges and records an event; a duplicate is judged again and changes nothing.
     *
     * @throws UnjudgedException where judging failed; the event is recorded
     */
    MetricVerdict record(String seriesKey, MetricEvent event) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            LocalSeries one = of(seriesKey);
            boolean known = one.journal().has(event);
            try {
                Decision decision = one.judge(EventValidator.requestingVerdict(event, true));
                keep(one, known, event, decision.alerts());
                return Objects.requireNonNull(decision.verdict());
            } catch (StorageException e) {
                throw e;
            } catch (RuntimeException e) {
                one.forgetMonitor();
                keep(one, known, event, List.of());
                throw new UnjudgedException(e);
            }
        }
    }

    private void keep(LocalSeries one, boolean known, MetricEvent event, List<RegressionAlert> alerts) {
        if (!known) {
            append(one, List.of(JournalEntry.of(one.key(), EventValidator.requestingVerdict(event, false), alerts)));
        }
    }

    /** Does what a command says and records it; one that is refused leaves no trace. */
    CommandOutcome apply(AlertCommand command) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            return apply(of(command.seriesKey()), command);
        }
    }

    /** Judges an event and records nothing. */
    MetricVerdict check(String seriesKey, MetricEvent event) {
        return read(all -> {
            LocalSeries known = all.get(seriesKey);
            LocalSeries one = known == null ? new LocalSeries(seriesKey, policies) : known;
            return one.check(EventValidator.requestingVerdict(event, true));
        });
    }

    /**
     * Ends every alert that stands; returns how many.
     *
     * @param reset the command that ends one
     */
    int resetAlerts(Function<RegressionAlert, AlertCommand> reset) {
        int ended = 0;
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            for (LocalSeries one : series.values()) {
                int closed = 1;
                for (Optional<RegressionAlert> next = one.standing();
                        next.isPresent() && closed > 0;
                        next = one.standing()) {
                    // Of several that were imported, a monitor knows one.
                    one.forgetMonitor();
                    closed = apply(one, reset.apply(next.get())).alerts().size();
                    ended += closed;
                }
            }
        }
        return ended;
    }

    /** Something read of all series, by key. */
    <T> T read(Function<Map<String, LocalSeries>, T> reading) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            return reading.apply(series);
        }
    }

    /** Something read of one series; empty where nobody has measured it. */
    <T> Optional<T> read(String seriesKey, Function<LocalSeries, T> reading) {
        return read(all -> Optional.ofNullable(all.get(seriesKey))
                .filter(one -> one.journal().isMeasured())
                .map(reading));
    }

    /** Writes a file about all series; returns it. */
    Path write(TrackerFile file, Path directory, Instant now) {
        return TextFiles.write(directory, file.fileName(), out -> {
            try (Journal.Session held = journal.lock()) {
                journal.read(reader);
                LocalReports.write(file, series, now, out);
            }
        });
    }

    /** Adds entries whose content is not there yet, as they were decided elsewhere; returns what was added. */
    Restored add(Iterable<JournalEntry> entries) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            Additions additions = new Additions();
            try {
                for (JournalEntry entry : entries) {
                    LocalSeries one = of(entry.seriesKey());
                    JournalEntry left = one.journal().missing(entry);
                    if (left != null) {
                        one.follow(left);
                        additions.add(left);
                    }
                }
                additions.write();
            } finally {
                // The journal has what was written, also where it was not all.
                journal.reread();
            }
            return additions.restored();
        }
    }

    /** Entries on their way into the journal, some thousand in one write. */
    private final class Additions {

        private static final int BATCH = 2_000;

        private final List<JournalEntry> batch = new ArrayList<>();
        private long measurements;
        private long transitions;
        private long commands;

        void add(JournalEntry entry) {
            measurements += entry.measurement() == null ? 0 : 1;
            transitions += entry.alerts().size();
            commands += entry.command() == null ? 0 : 1;
            batch.add(entry);
            if (batch.size() == BATCH) {
                write();
            }
        }

        void write() {
            if (!batch.isEmpty()) {
                journal.append(batch);
                batch.clear();
            }
        }

        Restored restored() {
            return new Restored(measurements, transitions, commands, List.of());
        }
    }

    /** Drops measurements or, in a dry run, counts them. */
    long prune(Retention retention, boolean dryRun) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            return journal.prune(retention, dryRun);
        }
    }

    /** Whether nothing was ever recorded. */
    boolean isEmpty() {
        return read(Map::isEmpty);
    }

    /** What was recorded is on the disk when this returns. */
    void force() {
        try (Journal.Session held = journal.lock()) {
            journal.force();
        }
    }

    /** The command that ends an alert. */
    public static AlertCommand reset(RegressionAlert alert, Instant now) {
        return new AlertCommand(
                UUID.randomUUID().toString(),
                AlertAction.RESET,
                alert.seriesKey(),
                alert.alertId(),
                ACTOR,
                now,
                "alerts were reset",
                null,
                null);
    }

    private CommandOutcome apply(LocalSeries one, AlertCommand command) {
        CommandOutcome outcome = one.apply(command);
        if (outcome.refusal() == null) {
            append(one, List.of(JournalEntry.of(command, outcome.alerts())));
        }
        return outcome;
    }

    /** What cannot be appended has not happened: the monitor forgets it. */
    private void append(LocalSeries one, List<JournalEntry> entries) {
        try {
            journal.append(entries);
        } catch (RuntimeException e) {
            one.forgetMonitor();
            throw e;
        }
        entries.forEach(one.journal()::keep);
    }

    private LocalSeries of(String key) {
        return series.computeIfAbsent(key, unseen -> new LocalSeries(unseen, policies));
    }
}
