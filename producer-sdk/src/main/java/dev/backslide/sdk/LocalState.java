package dev.backslide.sdk;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.CommandOutcome;
import dev.backslide.core.detection.Decision;
import dev.backslide.core.detection.Policies;
import dev.backslide.sdk.storage.Journal;
import dev.backslide.sdk.storage.JournalEntry;

import java.io.IOException;
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
final class LocalState {

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

    LocalState(Path folder, Policies policies) {
        this.journal = Journal.open(folder);
        this.policies = policies;
    }

    Path folder() {
        return journal.folder();
    }

    /** Judges and records an event; a duplicate is judged again and changes nothing. */
    MetricVerdict record(String seriesKey, MetricEvent event) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            LocalSeries one = of(seriesKey);
            boolean known = one.journal().has(event);
            Decision decision = one.judge(Admission.requestingVerdict(event, true));
            if (!known) {
                append(
                        one,
                        List.of(JournalEntry.of(
                                seriesKey, Admission.requestingVerdict(event, false), decision.alerts())));
            }
            return Objects.requireNonNull(decision.verdict());
        }
    }

    /** Judges an event and records nothing. */
    MetricVerdict check(String seriesKey, MetricEvent event) {
        return read(all -> {
            LocalSeries known = all.get(seriesKey);
            LocalSeries one = known == null ? new LocalSeries(seriesKey, policies) : known;
            return one.check(Admission.requestingVerdict(event, true));
        });
    }

    /** Ends every alert that stands. */
    void resetAlerts(Instant now) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            for (LocalSeries one : series.values()) {
                for (RegressionAlert alert : List.copyOf(one.journal().alerts())) {
                    if (alert.state().isOpen()) {
                        reset(one, alert, now);
                    }
                }
            }
        }
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

    /** Writes something of all series, by key. */
    void write(Writing writing) throws IOException {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            writing.write(series);
        }
    }

    /** Writes what it is given to a file. */
    @FunctionalInterface
    interface Writing {
        void write(Map<String, LocalSeries> series) throws IOException;
    }

    /** Adds entries whose content is not there yet, as they were decided elsewhere; returns how many measurements that were. */
    int add(List<JournalEntry> entries) {
        try (Journal.Session held = journal.lock()) {
            journal.read(reader);
            List<JournalEntry> fresh = new ArrayList<>();
            for (JournalEntry entry : entries) {
                JournalEntry left = of(entry.seriesKey()).journal().missing(entry);
                if (left != null) {
                    of(entry.seriesKey()).follow(left);
                    fresh.add(left);
                }
            }
            try {
                journal.append(fresh);
            } catch (RuntimeException e) {
                journal.reread();
                throw e;
            }
            return (int)
                    fresh.stream().filter(entry -> entry.measurement() != null).count();
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

    private void reset(LocalSeries one, RegressionAlert alert, Instant now) {
        AlertCommand command = new AlertCommand(
                UUID.randomUUID().toString(),
                AlertAction.RESET,
                one.key(),
                alert.alertId(),
                ACTOR,
                now,
                "alerts were reset",
                null,
                null);
        CommandOutcome outcome = one.apply(command);
        append(one, List.of(JournalEntry.of(command, outcome.alerts())));
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
