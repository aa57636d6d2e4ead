package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.CommandOutcome;
import dev.backslide.core.detection.monitor.Decision;
import dev.backslide.core.detection.monitor.EndedAlert;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.statistics.Summary;
import dev.backslide.sdk.internal.storage.JournalEntry;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One series of a local folder as it was journalled, and the monitor that judges the next measurement, rebuilt from that. Not
 * thread-safe: under the folder's lock only.
 */
public final class LocalSeries {

    private final SeriesKey key;
    private final Policy policy;
    private final SeriesJournal journal = new SeriesJournal();
    private @Nullable SeriesMonitor monitor;

    public LocalSeries(String key, Policies policies) {
        this.key = SeriesKey.parse(key);
        this.policy = policies.policyFor(this.key.metric());
    }

    String key() {
        return key.toString();
    }

    /** What was journalled. */
    SeriesJournal journal() {
        return journal;
    }

    /** Judges an event as the next one; it must be kept afterwards, or the monitor forgotten. */
    Decision judge(MetricEvent event) {
        return monitor().accept(event, policy);
    }

    /** Does what a command says; it must be kept afterwards, or the monitor forgotten. */
    CommandOutcome apply(AlertCommand command) {
        return monitor().apply(command);
    }

    /** Judges an event and leaves no trace. */
    public MetricVerdict check(MetricEvent event) {
        SeriesHistory copy = new SeriesHistory(HistoryLimits.DEFAULT);
        SeriesHistory live = monitor().history();
        for (int i = 0; i < live.size(); i++) {
            copy.add(live.get(i));
        }
        SeriesMemory memory = live.size() == 0 ? SeriesMemory.EMPTY : monitor().memory();
        return Objects.requireNonNull(
                new SeriesMonitor(key, copy, memory).accept(event, policy).verdict());
    }

    /** Keeps what was decided elsewhere. Where this monitor would not have decided the same, it is rebuilt. */
    public void follow(JournalEntry entry) {
        boolean same = monitor != null && decidesAs(monitor, entry);
        journal.keep(entry);
        if (!same) {
            forgetMonitor();
        }
    }

    /** A monitor that fails does not: whoever judges next learns why. */
    private boolean decidesAs(SeriesMonitor judge, JournalEntry entry) {
        try {
            return decide(judge, entry).equals(entry.alerts());
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The alert that is open; of several that were imported, the newest. */
    Optional<RegressionAlert> standing() {
        return journal.alerts().stream()
                .filter(alert -> alert.state().isOpen())
                .max(Comparator.comparing(RegressionAlert::openedAt));
    }

    void forgetMonitor() {
        monitor = null;
    }

    /** Which way is better, as it applies to the newest measurement. There must be one. */
    Direction direction() {
        return monitor().stats(journal.newest(), policy, 1).direction();
    }

    /** The baseline that somebody pinned; null: none. There must be a measurement. */
    @Nullable
    Double pinnedBaseline() {
        return monitor().memory().pinnedBaseline();
    }

    /** The measurements that can be compared with each other, in the unit of the series and in the order of time. */
    List<MetricEvent> comparable() {
        String unit = monitor().unit();
        return unit == null
                ? List.of()
                : journal.history().stream()
                        .flatMap(event -> event.inUnit(unit).stream())
                        .toList();
    }

    /** Statistics of the newest measurements. There must be one. */
    Summary summary(int window) {
        double[] values = comparable().stream().mapToDouble(MetricEvent::value).toArray();
        return Summary.of(Arrays.copyOfRange(values, Math.max(0, values.length - window), values.length));
    }

    private SeriesMonitor monitor() {
        SeriesMonitor current = monitor;
        if (current == null) {
            current = rebuilt();
            monitor = current;
        }
        return current;
    }

    /** The detector follows from the measurements; which alerts are open or over was decided then, under the policy of then. */
    private SeriesMonitor rebuilt() {
        SeriesMonitor replayed = new SeriesMonitor(key, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
        journal.entries().forEach(entry -> decide(replayed, entry));
        SeriesMemory memory = replayed.history().size() == 0 ? SeriesMemory.EMPTY : replayed.memory();
        List<EndedAlert> ended = journal.alerts().stream()
                .filter(alert -> !alert.state().isOpen())
                .map(EndedAlert::of)
                .toList();
        return new SeriesMonitor(
                key, replayed.history(), memory.withAlerts(standing().orElse(null), EndedAlert.newest(ended)));
    }

    private List<RegressionAlert> decide(SeriesMonitor judge, JournalEntry entry) {
        List<RegressionAlert> alerts = new ArrayList<>();
        if (entry.measurement() != null) {
            alerts.addAll(judge.accept(entry.measurement(), policy).alerts());
        }
        if (entry.command() != null) {
            alerts.addAll(judge.apply(entry.command()).alerts());
        }
        return alerts;
    }
}
