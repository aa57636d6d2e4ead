package dev.backslide.core.detection.changepoint;

/** The reference method's test of one tail: strength of the shift over its bar, behind four guards. Not thread-safe. */
final class LevelAlignedTest {

    private static final double NO = -1;

    private final LevelAlignedTuning tuning;
    private final AlignedWindow window;
    private final WinsorisedShift shift;
    private double sign;
    private double size;

    LevelAlignedTest(LevelAlignedTuning tuning, AlignedWindow window, WinsorisedShift shift) {
        this.tuning = tuning;
        this.window = window;
        this.shift = shift;
    }

    /** Strength that a change needs with this tail and history, as -log10 p. */
    double bar() {
        double youth = Math.max(0, (50.0 - window.count()) / 50);
        return tuning.bar() + tuning.tailBar() / window.tailLength() + tuning.youthBar() * youth;
    }

    /**
     * By how much the strength of the shift that was measured exceeds the bar, or a negative number for no change.
     *
     * @param best margin that another tail has reached
     */
    double margin(double best) {
        int count = window.count();
        if (count < 8 || (count < tuning.warmUp() - window.tailLength() && count < 10)) {
            return NO;
        }
        sign = shift.shift() > 0 ? 1 : -1;
        size = sign * shift.shift();
        double margin = shift.strength(shift.correlation(tuning.priorCorrelation(), tuning.maxCorrelation())) - bar();
        if (margin < 0 || margin <= best) {
            return NO;
        }
        return beyondHistory() && visibleAtSplit() && beyondTrend() && agrees() ? margin : NO;
    }

    private boolean beyondHistory() {
        int m = window.tailLength();
        double largest = 0;
        double sum = 0;
        for (int i = 0; i < window.count(); i++) {
            sum += i < m ? shift.z[i] : shift.z[i] - shift.z[i - m];
            if (window.count() > m && i >= m - 1) {
                largest = Math.max(largest, sign * (sum / m - shift.mean()));
            }
        }
        return size >= (tuning.excursion() + tuning.tailExcursion() / m) * largest;
    }

    private boolean visibleAtSplit() {
        int near = Math.min(window.current(), Math.max(window.tailLength(), 8));
        double sum = 0;
        for (int i = window.count() - near; i < window.count(); i++) {
            sum += shift.z[i];
        }
        return sign * (shift.tailMean() - sum / near) >= tuning.step() * size;
    }

    private boolean beyondTrend() {
        int m = window.tailLength();
        int n = Math.min(window.current(), Math.max(30, 2 * m));
        if (n < 8) {
            return true;
        }
        double sum = 0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double v = shift.z[window.count() - n + i];
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
        return sign * (shift.tailMean() - extrapolated) >= tuning.beyondTrend() * size;
    }

    private boolean agrees() {
        int m = window.tailLength();
        int beyond = 0;
        for (int i = 0; i < m; i++) {
            if (sign * (shift.tail[i] - shift.currentMean()) > 0.4 * size) {
                beyond++;
            }
        }
        return beyond >= tuning.agreement() * m && sign * (window.tail[m - 1] - shift.currentMean()) > 0.3 * size;
    }
}
