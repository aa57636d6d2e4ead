package dev.backslide.sdk.internal.local;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.internal.storage.HistoryFile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which measurements of a file are not there yet. Stateless. */
public final class HistoryMerge {

    /** What of a measurement the specification's file keeps. */
    private record Content(Instant timestamp, double value) {}

    private HistoryMerge() {}

    /**
     * What is new: by event id, and where the file has none by time and value, since a measurement that was saved without its id
     * comes back without it.
     */
    public static List<MetricEvent> missing(List<MetricEvent> known, List<MetricEvent> loaded) {
        Set<String> ids = new HashSet<>();
        Map<Content, Integer> contents = new HashMap<>();
        for (MetricEvent event : known) {
            ids.add(event.eventId());
            contents.merge(contentOf(event), 1, Integer::sum);
        }
        List<MetricEvent> missing = new ArrayList<>();
        for (MetricEvent event : loaded) {
            boolean there = event.eventId().startsWith(HistoryFile.DERIVED_ID)
                    ? contents.merge(contentOf(event), -1, Integer::sum) >= 0
                    : ids.contains(event.eventId());
            if (!there) {
                missing.add(event);
            }
        }
        return missing;
    }

    private static Content contentOf(MetricEvent event) {
        return new Content(event.timestamp(), event.value());
    }
}
