package dev.backslide.sink.store.row;

import dev.backslide.core.MetricStats;
import dev.backslide.core.RegressionAlert;

import java.util.Collection;
import java.util.List;

/**
 * What one poll brought, to be stored together. Immutable, where its lists are.
 *
 * @param metrics in the order they were read
 * @param alerts in the order they were read
 * @param stats the latest of each series
 * @param offsets where to go on afterwards
 */
public record StoreBatch(
        List<StoredMeasurement> metrics,
        List<RegressionAlert> alerts,
        Collection<MetricStats> stats,
        List<NextOffset> offsets) {}
