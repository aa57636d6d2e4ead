package dev.backslide.core.detection;

import java.util.Arrays;

/** One test of the reference method: are the newest {@code m} measurements on another level? Not thread-safe. */
final class LevelAlignedTest {

    private static final double NO = -1;
    private static final int MAX_TAIL = 15;

    private final LevelAlignedTuning tuning;
    private final Level level;
    private final double[] z = new double[RegimeHistory.BASELINE];
    private final double[] sorted = new double[RegimeHistory.BASELINE];
    private final double[] tail = new double[MAX_TAIL];

    private int count;
    private int closed;
    private int m;
    private double mean;
    private double variance;
    private double currentMean;
    private double scale;
    private double shift;
    private double tailMean;
    private double last;
    private double sign;
    private double noise;

    LevelAlignedTest(LevelAlignedTuning tuning, Level level) {
        this.tuning = tuning;
        this.level = level;
    }

    /** Whether the tail of the last test is above the history. */
    boolean up() {
        return sign > 0;
    }

    /** Noise standard deviation of the last test, in the metric's unit. */
    double noise() {
        return noise;
    }

    /**
     * By how much the strength of the shift exceeds the bar, or a negative number for no change.
     *
     * @param best margin that another tail has reached
     */
    double margin(RegimeHistory history, int tailLength, double best) {
        m = tailLength;
        if (!align(history)) {
            return NO;
        }
        double margin = strength() - bar();
        if (margin < 0 || margin <= best) {
            return NO;
        }
        boolean accepted = beyondHistory() && visibleAtSplit() && beyondTrend() && agrees();
        return accepted ? margin : NO;
    }

    private double bar() {
        return tuning.bar() + tuning.tailBar() / m + tuning.youthBar() * Math.max(0, (50.0 - count) / 50);
    }

    private boolean align(RegimeHistory history) {
        double[] values = history.values();
        int tailFrom = history.offset() + history.length() - m;
        int current = Math.min(history.length() - m, RegimeHistory.BASELINE);
        closed = Math.min(history.pastCount(), RegimeHistory.BASELINE - current);
        count = closed + current;
        if (count < 8 || (count < tuning.warmUp() - m && count < 10)) {
            return false;
        }
        double base = level.median(values, tailFrom - current, tailFrom);
        double divisor = Level.divisor(base);
        history.copyPast(closed, true, z);
        for (int i = 0; i < current; i++) {
            z[closed + i] = (values[tailFrom - current + i] - base) / divisor;
        }
        scale = scaleOfNoise();
        noise = scale * divisor;
        winsorise(values, tailFrom, base, divisor);
        moments(current);
        return true;
    }

    private double scaleOfNoise() {
        System.arraycopy(z, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
        double spread = sorted[(int) (0.9 * (count - 1) + 0.5)] - sorted[(int) (0.1 * (count - 1) + 0.5)];
        double median = 1.4826 * level.medianMagnitude(z, count);
        return Math.max(Math.max(median, spread / 2.563), tuning.relativeFloor());
    }

    private void winsorise(double[] values, int tailFrom, double base, double divisor) {
        for (int i = 0; i < count; i++) {
            z[i] = clip(z[i] / scale);
        }
        for (int i = 0; i < m; i++) {
            tail[i] = clip((values[tailFrom + i] - base) / divisor / scale);
        }
        last = (values[tailFrom + m - 1] - base) / divisor / scale;
    }

    private double clip(double v) {
        return Math.max(-tuning.clip(), Math.min(tuning.clip(), v));
    }

    private void moments(int current) {
        double sum = 0;
        double squares = 0;
        double currentSum = 0;
        for (int i = 0; i < count; i++) {
            sum += z[i];
            squares += z[i] * z[i];
            currentSum += i >= closed ? z[i] : 0;
        }
        mean = sum / count;
        variance = Math.max(0.5, (squares - count * mean * mean) / (count - 1));
        currentMean = currentSum / current;
    }

    private double strength() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < m; i++) {
            sum += tail[i];
            squares += tail[i] * tail[i];
        }
        tailMean = sum / m;
        shift = tailMean - currentMean;
        sign = shift > 0 ? 1 : -1;
        double tailVariance = (squares - m * tailMean * tailMean) / Math.max(1, m - 1);
        double pooled = PooledVariance.of(variance, count, tailVariance, m);
        double rho = Correlation.estimate(
                z, count, mean, variance * (count - 1), tuning.priorCorrelation(), tuning.maxCorrelation());
        double error = pooled * Correlation.inflation(rho, m) * (1.0 / (count - closed) + 1.0 / m);
        return StudentT.strength(shift / Math.sqrt(error), count + m - 2);
    }

    private boolean beyondHistory() {
        double largest = 0;
        double window = 0;
        for (int i = 0; i < count; i++) {
            window += i < m ? z[i] : z[i] - z[i - m];
            if (count > m && i >= m - 1) {
                largest = Math.max(largest, sign * (window / m - mean));
            }
        }
        return sign * shift >= (tuning.excursion() + tuning.tailExcursion() / m) * largest;
    }

    private boolean visibleAtSplit() {
        int near = Math.min(count - closed, Math.max(m, 8));
        double sum = 0;
        for (int i = count - near; i < count; i++) {
            sum += z[i];
        }
        return sign * (tailMean - sum / near) >= tuning.step() * sign * shift;
    }

    private boolean beyondTrend() {
        int n = Math.min(count - closed, Math.max(30, 2 * m));
        if (n < 8) {
            return true;
        }
        double sum = 0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double v = z[count - n + i];
            sum += v;
            products += i * v;
            squares += v * v;
        }
        double sx = n * (n - 1) / 2.0;
        double spread = (n - 1.0) * n * (2 * n - 1) / 6.0 - sx * sx / n;
        double slope = (products - sx * sum / n) / spread;
        double rest = Math.max(1e-9, squares - sum * sum / n - slope * slope * spread);
        if (slope / Math.sqrt(rest / (n - 2) / spread) * sign < tuning.trendT()) {
            return true;
        }
        double extrapolated = sum / n + slope * ((n - 1) + (m + 1) / 2.0 - (n - 1) / 2.0);
        return sign * (tailMean - extrapolated) >= tuning.beyondTrend() * sign * shift;
    }

    private boolean agrees() {
        int beyond = 0;
        for (int i = 0; i < m; i++) {
            if (sign * (tail[i] - currentMean) > 0.4 * sign * shift) {
                beyond++;
            }
        }
        return beyond >= tuning.agreement() * m && sign * (last - currentMean) > 0.3 * sign * shift;
    }
}
