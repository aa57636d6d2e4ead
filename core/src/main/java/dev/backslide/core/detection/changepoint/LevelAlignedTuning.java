package dev.backslide.core.detection.changepoint;

/**
 * Parameters of {@link LevelAlignedDetector}. Immutable.
 *
 * @param warmUp values needed before the first test
 * @param minCurrent measurements of the current level needed before the tail
 * @param clip winsorising limit, in robust standard deviations
 * @param relativeFloor smallest noise assumed, as a share of the level
 * @param bar strength needed, as -log10 p, for a long tail and a long history
 * @param tailBar added to the bar, divided by the tail's length
 * @param youthBar added to the bar for an empty history, falling to 0 at 50 measurements
 * @param excursion how many times the largest excursion of the history the shift must be
 * @param tailExcursion added to {@code excursion}, divided by the tail's length
 * @param step share of the shift that must be visible right at the split
 * @param agreement share of the tail that must lie beyond 40 % of the shift
 * @param priorCorrelation prior mean of the lag-1 autocorrelation, with the weight of 20 measurements
 * @param maxCorrelation largest lag-1 autocorrelation assumed
 * @param trendT t statistic from which the current level's slope counts as a trend
 * @param beyondTrend share of the shift that must exceed the extrapolated trend
 * @since 0.1
 */
public record LevelAlignedTuning(
        int warmUp,
        int minCurrent,
        double clip,
        double relativeFloor,
        double bar,
        double tailBar,
        double youthBar,
        double excursion,
        double tailExcursion,
        double step,
        double agreement,
        double priorCorrelation,
        double maxCorrelation,
        double trendT,
        double beyondTrend) {

    /** The reference method as it was measured. */
    public static final LevelAlignedTuning REFERENCE =
            new LevelAlignedTuning(20, 10, 2.5, 2e-4, 4.8, 4, 2, 1.5, 4, 0.7, 0.75, 0.2, 0.5, 3, 0.7);
}
