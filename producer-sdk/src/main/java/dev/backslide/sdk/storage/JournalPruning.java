package dev.backslide.sdk.storage;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.detection.SeriesMonitor;
import dev.backslide.schemas.RecordJson;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which measurements of a journal stay: those that the retention keeps, and the last of each series that pinned its
 * baseline, which would be lost with it. Not thread-safe: one for each pruning.
 */
final class JournalPruning {

    private final Retention retention;
    private final Map<String, List<Instant>> times = new HashMap<>();
    private final Map<String, Cut> cuts = new HashMap<>();
    private final Map<String, String> pinningIds = new HashMap<>();

    /** Where a series is cut: older ones go, and so many of those of that very time. */
    private static final class Cut {
        private final Instant time;
        private int droppedAtTime;

        Cut(Instant time, int droppedAtTime) {
            this.time = time;
            this.droppedAtTime = droppedAtTime;
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
            times.computeIfAbsent(entry.seriesKey(), key -> new ArrayList<>()).add(event.orderTime());
        }
    }

    /** Between the passes: finds out where each series is cut. */
    void decide() {
        Integer keep = retention.keep();
        if (keep == null) {
            return;
        }
        times.forEach((key, found) -> {
            if (found.size() > keep) {
                found.sort(Comparator.reverseOrder());
                Instant oldestKept = found.get(keep - 1);
                int same = 0;
                for (int i = keep; i < found.size() && found.get(i).equals(oldestKept); i++) {
                    same++;
                }
                cuts.put(key, new Cut(oldestKept, same));
            }
        });
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
        if (entry.measurement() == null || !drops(entry.seriesKey(), entry.measurement())) {
            return line;
        }
        JournalEntry rest = entry.withoutMeasurement();
        return rest.saysSomething() ? RecordJson.line(rest) : null;
    }

    private boolean drops(String seriesKey, MetricEvent event) {
        if (event.eventId().equals(pinningIds.get(seriesKey))) {
            return false;
        }
        Instant time = event.orderTime();
        if (retention.notBefore() != null && time.isBefore(retention.notBefore())) {
            return true;
        }
        Cut cut = cuts.get(seriesKey);
        if (cut == null || time.isAfter(cut.time)) {
            return false;
        }
        return time.isBefore(cut.time) || cut.droppedAtTime-- > 0;
    }
}
