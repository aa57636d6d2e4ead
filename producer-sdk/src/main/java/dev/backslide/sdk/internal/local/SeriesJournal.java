package dev.backslide.sdk.internal.local;

import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.sdk.internal.storage.JournalEntry;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What was journalled of one series, each measurement, command and change of an alert once. Not thread-safe. */
final class SeriesJournal {

    /** As the detector has it: runs of one commit in the order in which they were taken. */
    private static final Comparator<MetricEvent> ORDER =
            Comparator.comparing(MetricEvent::orderTime).thenComparing(MetricEvent::timestamp);

    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<MetricEvent> recorded = new ArrayList<>();
    private final Set<Identity> identities = new HashSet<>();
    private final Set<String> commandIds = new HashSet<>();
    private final Map<String, RegressionAlert> latestAlerts = new LinkedHashMap<>();
    private final Set<Revision> revisions = new HashSet<>();
    private final List<RegressionAlert> transitions = new ArrayList<>();

    /** What makes two measurements the same one. */
    private record Identity(Instant orderTime, String eventId) {}

    private record Revision(String alertId, int revision) {}

    boolean has(MetricEvent event) {
        return identities.contains(identity(event));
    }

    boolean has(AlertCommand command) {
        return commandIds.contains(command.commandId());
    }

    boolean has(RegressionAlert alert) {
        return revisions.contains(new Revision(alert.alertId(), alert.revision()));
    }

    /** What of an entry is not there yet; null: all of it is. */
    @Nullable
    JournalEntry missing(JournalEntry entry) {
        MetricEvent event = entry.measurement();
        AlertCommand command = entry.command();
        JournalEntry left = new JournalEntry(
                entry.seriesKey(),
                event == null || has(event) ? null : event,
                command == null || has(command) ? null : command,
                entry.alerts().stream().filter(alert -> !has(alert)).toList());
        return left.saysSomething() ? left : null;
    }

    /** Keeps what is not there yet: where a rotation was broken off, the same lines are in two files. */
    void keep(JournalEntry entry) {
        JournalEntry left = missing(entry);
        if (left == null) {
            return;
        }
        entries.add(left);
        if (left.measurement() != null) {
            identities.add(identity(left.measurement()));
            recorded.add(left.measurement());
        }
        if (left.command() != null) {
            commandIds.add(left.command().commandId());
        }
        for (RegressionAlert alert : left.alerts()) {
            revisions.add(new Revision(alert.alertId(), alert.revision()));
            latestAlerts.merge(alert.alertId(), alert, SeriesJournal::later);
            transitions.add(alert);
        }
    }

    /** Everything, in the order of journalling. */
    List<JournalEntry> entries() {
        return entries;
    }

    boolean isMeasured() {
        return !recorded.isEmpty();
    }

    /** Measurements in the order of recording. */
    List<MetricEvent> recorded() {
        return recorded;
    }

    /** Measurements in the order of time. */
    List<MetricEvent> history() {
        List<MetricEvent> sorted = new ArrayList<>(recorded);
        sorted.sort(ORDER);
        return sorted;
    }

    /** The newest in the order of time. There must be one. */
    MetricEvent newest() {
        MetricEvent newest = recorded.get(0);
        for (MetricEvent event : recorded) {
            newest = ORDER.compare(event, newest) < 0 ? newest : event;
        }
        return newest;
    }

    /** Each alert as it stands. */
    Collection<RegressionAlert> alerts() {
        return latestAlerts.values();
    }

    /** Every revision of every alert. */
    List<RegressionAlert> transitions() {
        return transitions;
    }

    List<AlertCommand> commands() {
        return entries.stream()
                .map(JournalEntry::command)
                .filter(Objects::nonNull)
                .toList();
    }

    private static RegressionAlert later(RegressionAlert one, RegressionAlert other) {
        return one.revision() > other.revision() ? one : other;
    }

    private static Identity identity(MetricEvent event) {
        return new Identity(event.orderTime(), event.eventId());
    }
}
