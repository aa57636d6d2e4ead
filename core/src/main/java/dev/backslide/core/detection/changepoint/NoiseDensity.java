package dev.backslide.core.detection.changepoint;

import java.util.Arrays;

/**
 * Logarithm of a series' own noise density: a Gaussian kernel estimate over the history, mixed with a wide
 * Cauchy-like component so that a single far measurement says little. Tabulated, linear in between. Not thread-safe.
 */
final class NoiseDensity {

    /** Bandwidth for a history of 100, in noise standard deviations: narrow enough to keep two modes apart. */
    private static final double BANDWIDTH = 0.25;

    /** Weight of the wide component: the share of outliers to expect. */
    private static final double OUTLIERS = 0.03;

    private static final double OUTLIER_WIDTH = 3;
    private static final double OUTLIER_PEAK = 0.25;

    private static final double STEP = 0.1;
    private static final int HALF = 200;

    private final double[] table = new double[2 * HALF + 1];
    private final double[] logs = new double[2 * HALF + 1];
    private final double[] kernel = new double[64];
    private final double[] wide = new double[2 * HALF + 1];

    NoiseDensity() {
        for (int i = 0; i < wide.length; i++) {
            double x = (i - HALF) * STEP / OUTLIER_WIDTH;
            wide[i] = OUTLIERS * OUTLIER_PEAK / (1 + x * x);
        }
    }

    /** Estimates from the first {@code count} values, in noise standard deviations. */
    void estimate(double[] z, int count) {
        double bandwidth = BANDWIDTH * Math.pow(100.0 / count, 0.2);
        int reach = (int) (3 * bandwidth / STEP);
        double norm = (1 - OUTLIERS) / (count * bandwidth * Math.sqrt(2 * Math.PI));
        for (int i = 0; i <= reach; i++) {
            double x = i * STEP / bandwidth;
            kernel[i] = norm * Math.exp(-0.5 * x * x);
        }
        System.arraycopy(wide, 0, table, 0, table.length);
        for (int i = 0; i < count; i++) {
            double position = z[i] / STEP + HALF;
            if (position > -reach && position < 2 * HALF + reach) {
                add((int) Math.round(position), reach);
            }
        }
        Arrays.fill(logs, Double.NaN);
    }

    private void add(int centre, int reach) {
        int from = Math.max(0, centre - reach);
        int to = Math.min(2 * HALF, centre + reach);
        for (int i = from; i <= to; i++) {
            table[i] += kernel[Math.abs(i - centre)];
        }
    }

    /** Log density at a deviation; beyond 20 standard deviations that at 20. */
    double log(double z) {
        double position = z / STEP + HALF;
        if (!(position > 0)) {
            return logAt(0);
        }
        if (position >= 2 * HALF) {
            return logAt(2 * HALF);
        }
        int below = (int) position;
        return logAt(below) + (logAt(below + 1) - logAt(below)) * (position - below);
    }

    /** Few places of the table are ever asked for, and a logarithm costs more than looking whether it is known. */
    private double logAt(int place) {
        double known = logs[place];
        if (Double.isNaN(known)) {
            known = Math.log(table[place]);
            logs[place] = known;
        }
        return known;
    }

    /** How much likelier a deviation is if the level has moved by {@code shift}: the log of the likelihood ratio. */
    double gain(double z, double shift) {
        return log(z - shift) - log(z);
    }
}
