package dev.backslide.jmh;

import dev.backslide.core.MetricEvent;
import dev.backslide.sdk.VerdictOutcome;

/**
 * A measurement and its outcome. Immutable.
 *
 * @param event as recorded
 * @param outcome the verdict, or why there is none
 * @since 0.1
 */
public record RecordedMeasurement(MetricEvent event, VerdictOutcome outcome) {}
