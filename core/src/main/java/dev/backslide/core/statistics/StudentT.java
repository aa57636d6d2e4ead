package dev.backslide.core.statistics;

/**
 * Student's t distribution with an integer number of degrees of freedom. Allocation-free. Thread-safe.
 *
 * <p>The tail is the regularised incomplete beta function I_x(df/2, 1/2) with x = df / (df + t^2), by the continued
 * fraction of Numerical Recipes (3rd edition, section 6.4, modified Lentz).
 *
 * @since 0.1
 */
public final class StudentT {

    /** Strength given to a p-value too small for a double. */
    static final double MAX_STRENGTH = 300;

    private static final double TINY = 1e-300;
    private static final double CONVERGED = 3e-14;
    private static final int MAX_TERMS = 300;
    private static final int MAX_DF = 512;

    /** ln(gamma((df + 1) / 2) / gamma(df / 2)), by the recurrence of the gamma function. */
    private static final double[] LOG_GAMMA_RATIO = new double[MAX_DF + 1];

    static {
        double ratio = 1 / Math.sqrt(Math.PI);
        for (int df = 1; df <= MAX_DF; df++) {
            LOG_GAMMA_RATIO[df] = Math.log(ratio);
            ratio = df / 2.0 / ratio;
        }
    }

    private StudentT() {}

    /**
     * -log10 of the two-sided p-value, at most {@link #MAX_STRENGTH}.
     *
     * @param t the statistic
     * @param df degrees of freedom, 1 to 512
     */
    public static double strength(double t, int df) {
        double x = df / (df + t * t);
        if (x >= 1) {
            return 0;
        }
        double p = x <= 0 ? 0 : tail(x, df / 2.0, df);
        return p > 1e-300 ? -Math.log10(p) : MAX_STRENGTH;
    }

    private static double tail(double x, double a, int df) {
        double b = 0.5;
        double logFront = LOG_GAMMA_RATIO[df] - Math.log(Math.PI) / 2 + a * Math.log(x) + b * Math.log(1 - x);
        double front = Math.exp(logFront);
        return x < (a + 1) / (a + b + 2)
                ? front * continuedFraction(a, b, x) / a
                : 1 - front * continuedFraction(b, a, 1 - x) / b;
    }

    private static double continuedFraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m));
            d = 1 / awayFromZero(1 + even * d);
            c = awayFromZero(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m));
            d = 1 / awayFromZero(1 + odd * d);
            c = awayFromZero(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < CONVERGED) {
                break;
            }
        }
        return h;
    }

    private static double awayFromZero(double v) {
        return Math.abs(v) > TINY ? v : TINY;
    }
}
