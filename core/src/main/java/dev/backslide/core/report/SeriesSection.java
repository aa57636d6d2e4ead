package dev.backslide.core.report;

import dev.backslide.core.Direction;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.statistics.ChangePercent;
import dev.backslide.core.statistics.Summary;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a report says about one series. Immutable.
 *
 * @param seriesKey its heading
 * @param unit of the newest measurement, may be empty
 * @param direction which way is better; {@link Direction#UNKNOWN} is said in the report, since such a series never alerts
 * @param summary of all its measurements
 * @param curve its measurements, for sparkline, plot and trend; {@link Curve#EMPTY}: none are drawn
 * @param pinnedBaseline value to measure the distance from, in the unit; null: none is set
 * @param alerts that a plot marks, withdrawn ones left out
 * @since 0.1
 */
public record SeriesSection(
        String seriesKey,
        String unit,
        Direction direction,
        Summary summary,
        Curve curve,
        @Nullable Double pinnedBaseline,
        List<RegressionAlert> alerts) {

    public SeriesSection {
        alerts = List.copyOf(alerts);
    }

    /** The figures alone: nothing to draw, no baseline, no alerts. */
    public SeriesSection(String seriesKey, String unit, Direction direction, Summary summary) {
        this(seriesKey, unit, direction, summary, Curve.EMPTY, null, List.of());
    }

    /** How far the newest measurement lies from the baseline, signed percent; null without one, or where it is 0. */
    @Nullable
    Double distancePercent() {
        return pinnedBaseline == null ? null : ChangePercent.of(pinnedBaseline, summary.latest());
    }
}
