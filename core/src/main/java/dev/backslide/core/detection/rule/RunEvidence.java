package dev.backslide.core.detection.rule;

import dev.backslide.core.Direction;
import dev.backslide.core.detection.changepoint.SampleNoise;
import dev.backslide.core.detection.history.RunSpread;
import dev.backslide.core.detection.history.SeriesHistory;
import org.jspecify.annotations.Nullable;

/**
 * What the values within a run say about its difference from the measurements before: the largest one that chance explains. Stateless.
 */
final class RunEvidence {

    /** Chance that is taken for none, one-sided: as that of {@link SampleNoise#limit} where there are few samples. */
    private static final double CHANCE = 0.01;

    /** As many measurements before as an excursion is remembered for. */
    private static final int RECENT = 30;

    private RunEvidence() {}

    /**
     * The largest difference between a measurement and its level that the samples of its run explain, in the metric's unit; 0 where they
     * tell nothing, or are all worse than whatever was measured before.
     */
    static double explained(SeriesHistory history, int place, Direction direction) {
        RunSpread own = history.spread(place);
        return own == null || isApart(history, place, own, direction) ? 0 : own.explained();
    }

    /**
     * The same of a young series, whose level is hardly more than one other run. Where only one of both runs tells its spread, the
     * other's is taken to be as large.
     *
     * @param other place of the run that it is compared with
     */
    static double explained(SeriesHistory history, int place, int other, Direction direction) {
        RunSpread own = history.spread(place);
        RunSpread before = history.spread(other);
        RunSpread known = own == null ? before : own;
        if (known == null || (own != null && isApart(history, place, own, direction))) {
            return 0;
        }
        return known.explained(before == null ? known : before);
    }

    /**
     * Whether all values of a run are worse than all before, and so many that chance would hardly sort them so: under any one
     * distribution each order is as likely, so the chance is 1 in C(before + own, own), the exact p-value of the rank-sum test.
     */
    private static boolean isApart(SeriesHistory history, int place, RunSpread own, Direction direction) {
        int before = 0;
        for (int i = Math.max(0, place - RECENT); i < place; i++) {
            @Nullable RunSpread spread = history.spread(i);
            double value = history.value(i);
            boolean isWorse = direction == Direction.LOWER_IS_BETTER
                    ? own.lowest() > (spread == null ? value : spread.highest())
                    : own.highest() < (spread == null ? value : spread.lowest());
            if (!isWorse) {
                return false;
            }
            before += spread == null ? 1 : spread.values();
        }
        return own.samples() > 0 && chanceOfOrder(before, own.samples()) <= CHANCE;
    }

    /** {@code 1 / C(before + own, own)}. */
    private static double chanceOfOrder(int before, int own) {
        double chance = 1;
        for (int i = 1; i <= own && chance > CHANCE; i++) {
            chance *= i / (double) (before + i);
        }
        return chance;
    }
}
