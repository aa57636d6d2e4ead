package dev.backslide.core.report;

import dev.backslide.core.Direction;
import dev.backslide.core.Summary;

/**
 * What a report says about one series. Immutable.
 *
 * @param seriesKey its heading
 * @param unit of the newest measurement, may be empty
 * @param direction which way is better; {@link Direction#UNKNOWN} is said in the report, since such a series never alerts
 * @param summary of all its measurements
 */
public record SeriesSection(String seriesKey, String unit, Direction direction, Summary summary) {}
