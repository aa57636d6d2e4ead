package dev.backslide.sdk.internal.storage;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.schemas.RecordJson;
import dev.backslide.sdk.tracker.Retention;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides which measurements of a journal stay: those that the retention keeps, and the last of each series that pinned its
 * baseline, which would be lost with it. Not thread-safe: one for each pruning.
 */
final class JournalPruning {

    private final Retention retention;
    private final Map<String, Set<Identity>> measured = new HashMap<>();
    private final Set<Identity> tooMany = new HashSet<>();
    private final Set<Identity> kept = new HashSet<>();
    private final Map<String, String> pinningIds = new HashMap<>();

    /** What makes two measurements the same one: where a rotation was broken off, there are two lines of it. */
    private record Identity(String seriesKey, Instant orderTime, String eventId) {

        static Identity of(JournalEntry entry, MetricEvent event) {
            return new Identity(entry.seriesKey(), event.orderTime(), event.eventId());
        }
    }

    JournalPruning(Retention retention) {
        this.retention = retention;
    }

    /** First pass: takes note of a measurement. */
    void note(JournalEntry entry) {
        MetricEvent event = entry.measurement();
        if (event == null) {
            return;
        }
        if (Boolean.parseBoolean(event.metadata().get(SeriesMonitor.BASELINE_METADATA))) {
            pinningIds.put(entry.seriesKey(), event.eventId());
        }
        if (retention.keep() != null) {
            measured.computeIfAbsent(entry.seriesKey(), key -> new LinkedHashSet<>())
                    .add(Identity.of(entry, event));
        }
    }

    /** Between the passes: finds out which are too many. */
    void decide() {
        Integer keep = retention.keep();
        if (keep == null) {
            return;
        }
        measured.values()
                .forEach(series -> series.stream()
                        .sorted(Comparator.comparing(Identity::orderTime))
                        .limit(Math.max(0, series.size() - keep))
                        .forEach(tooMany::add));
        measured.clear();
    }

    /** Second pass, in the same order: what is left of a line; null: nothing. A line that cannot be read stays as it is. */
    @Nullable
    String left(String line) {
        JournalEntry entry;
        try {
            entry = RecordJson.parse(line, JournalEntry.class);
        } catch (IllegalArgumentException e) {
            return line;
        }
        if (!drops(entry)) {
            return line;
        }
        JournalEntry rest = entry.withoutMeasurement();
        return rest.saysSomething() ? RecordJson.line(rest) : null;
    }

    /** Second pass, in the same order: whether the measurement of an entry is dropped. */
    boolean drops(JournalEntry entry) {
        MetricEvent event = entry.measurement();
        if (event == null) {
            return false;
        }
        Identity identity = Identity.of(entry, event);
        if (!event.eventId().equals(pinningIds.get(entry.seriesKey()))) {
            Instant notBefore = retention.notBefore();
            if (tooMany.contains(identity)
                    || (notBefore != null && event.orderTime().isBefore(notBefore))) {
                return true;
            }
        }
        return !kept.add(identity);
    }
}
