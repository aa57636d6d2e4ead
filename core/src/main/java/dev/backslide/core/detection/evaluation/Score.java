package dev.backslide.core.detection.evaluation;

/**
 * What alerts are worth against labels. Scores add up by {@link #plus}. Immutable.
 *
 * @param series how many series
 * @param hits changes that were found in time
 * @param falseAlarms alerts outside every window and zone
 * @param missed changes that were not found in time
 * @param duplicates further alerts for a change that was found
 * @param delays sum of the hits' delays, in measurements after the first one of the new level
 * @param stable measurements outside every window and zone
 * @since 0.1
 */
public record Score(int series, int hits, int falseAlarms, int missed, int duplicates, long delays, long stable) {

    /** The score of no series. */
    public static final Score NONE = new Score(0, 0, 0, 0, 0, 0, 0);

    /** The score of both sets of series together. */
    public Score plus(Score other) {
        return new Score(
                series + other.series,
                hits + other.hits,
                falseAlarms + other.falseAlarms,
                missed + other.missed,
                duplicates + other.duplicates,
                delays + other.delays,
                stable + other.stable);
    }

    /** Share of the alerts that were right, 1 if there were none. */
    public double precision() {
        return hits + falseAlarms == 0 ? 1 : (double) hits / (hits + falseAlarms);
    }

    /** Share of the changes that were found in time, 1 if there were none. */
    public double recall() {
        return hits + missed == 0 ? 1 : (double) hits / (hits + missed);
    }

    /** Harmonic mean of precision and recall. */
    public double f1() {
        double sum = precision() + recall();
        return sum == 0 ? 0 : 2 * precision() * recall() / sum;
    }

    /** False alarms per 1,000 stable measurements, NaN if there are no stable ones. */
    public double falseAlarmsPerThousand() {
        return stable == 0 ? Double.NaN : 1000.0 * falseAlarms / stable;
    }

    /** Measurements from the first one of the new level to the alert, NaN without a hit. */
    public double meanDelay() {
        return hits == 0 ? Double.NaN : (double) delays / hits;
    }

    /** Alerts in the windows of the changes that were found, per such change, NaN without a hit. */
    public double alertsPerChange() {
        return hits == 0 ? Double.NaN : (double) (hits + duplicates) / hits;
    }
}
