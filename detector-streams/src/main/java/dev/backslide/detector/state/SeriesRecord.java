package dev.backslide.detector.state;

import dev.backslide.core.MetricStats;
import dev.backslide.core.detection.monitor.SeriesMemory;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a series beside its history: small, and written only when it changes. Immutable.
 *
 * @param statsPending whether the history has moved on since statistics were published
 * @param stats as published last; null: never
 * @param memory what rebuilds the monitor beside the history
 */
public record SeriesRecord(boolean statsPending, @Nullable MetricStats stats, SeriesMemory memory) {}
