package dev.backslide.core.detection.evaluation;

/**
 * What the gate is worth against labels. Scores add up by {@link #plus}. Immutable.
 *
 * @param large steps of at least {@link GateScorer#LARGE} noise standard deviations for which there was enough history
 * @param marked those of them that the gate suspected at their first measurement
 * @param stable measurements outside every window and zone, each counted for either direction
 * @param suspects those of them that the gate suspected
 * @param evident those suspects that were beyond doubt, as {@link dev.backslide.core.MetricVerdict#isEvident()} has it
 * @since 0.1
 */
public record GateScore(int large, int marked, long stable, long suspects, long evident) {

    /** The score of no series. */
    public static final GateScore NONE = new GateScore(0, 0, 0, 0, 0);

    /** The score of both sets of series together. */
    public GateScore plus(GateScore other) {
        return new GateScore(
                large + other.large,
                marked + other.marked,
                stable + other.stable,
                suspects + other.suspects,
                evident + other.evident);
    }

    /** Share of the large changes that were marked at once, NaN without one. */
    public double markedShare() {
        return large == 0 ? Double.NaN : (double) marked / large;
    }

    /** False suspects per 1,000 stable measurements of a metric with one direction, NaN without stable ones. */
    public double falseSuspectsPerThousand() {
        return stable == 0 ? Double.NaN : 1000.0 * suspects / stable;
    }

    /** As {@link #falseSuspectsPerThousand()}, of those beyond doubt alone. */
    public double falseEvidentPerThousand() {
        return stable == 0 ? Double.NaN : 1000.0 * evident / stable;
    }
}
