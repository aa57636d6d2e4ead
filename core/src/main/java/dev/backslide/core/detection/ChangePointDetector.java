package dev.backslide.core.detection;

import org.jspecify.annotations.Nullable;

/**
 * The default detector: confirms a change of a series' level from its newest 5 to 15 measurements.
 *
 * <p>Two tests look at each tail: a likelihood ratio under the series' own noise density ({@code DensityTest}), and the
 * reference method at a higher bar ({@code LevelAlignedTest}); either one confirms. The state is the newest {@link
 * DetectorMemory#HISTORY_NEEDED} raw values and a {@link DetectorMemory}; equal histories give equal answers. No
 * allocation but for a confirmed change. Not thread-safe: one instance per series.
 */
public final class ChangePointDetector implements LevelChangeDetector {

    /** Values needed before a level can change: until then the previous-value rule is all there is. */
    public static final int WARM_UP = 20;

    private static final int[] TAILS = {5, 6, 7, 8, 10, 12, 15};
    private static final int MIN_CURRENT = 10;

    /** Mean of a clipped tail, in standard errors of white noise, below which the costly density test is not worth its time. */
    private static final double PLAUSIBLE = 2.2;

    /** The reference's parameters, with one more power of ten asked for. */
    private static final LevelAlignedTuning SECOND_OPINION =
            new LevelAlignedTuning(WARM_UP, MIN_CURRENT, 2.5, 2e-4, 5.8, 4, 2, 1.5, 4, 0.7, 0.75, 0.2, 0.5, 3, 0.7);

    private final Level level = new Level();
    private final QuickLook quickLook = new QuickLook();
    private final AlignedWindow window = new AlignedWindow(level, SECOND_OPINION.relativeFloor());
    private final WinsorisedShift clipped = new WinsorisedShift(SECOND_OPINION.clip());
    private final DensityTest densityTest = new DensityTest(window, clipped);
    private final LevelAlignedTest secondOpinion = new LevelAlignedTest(SECOND_OPINION, window, clipped);
    private final RegimeHistory history;
    private final Confirmation confirmation;

    private double best;
    private int bestTail;
    private boolean bestUp;
    private double bestStrength;
    private double bestNoise;

    /** A detector that has seen nothing. */
    public ChangePointDetector() {
        this(new RegimeHistory());
    }

    private ChangePointDetector(RegimeHistory history) {
        this.history = history;
        this.confirmation = new Confirmation(history, level);
    }

    /**
     * The detector that had this memory after these values.
     *
     * @param lastValues the newest values of the series, oldest first: all of them, or at least the newest {@link
     *     DetectorMemory#HISTORY_NEEDED}
     * @param memory what {@link #memory()} gave then
     */
    public static ChangePointDetector rebuild(double[] lastValues, DetectorMemory memory) {
        return new ChangePointDetector(RegimeHistory.rebuild(lastValues, memory));
    }

    /** What cannot be seen in the newest raw values; but for the count it changes only with a confirmed change. */
    public DetectorMemory memory() {
        return history.memory();
    }

    /** Whether there is enough history to confirm a change: {@link #WARM_UP} values seen. */
    public boolean ready() {
        return history.seen() >= WARM_UP;
    }

    /** How many measurements {@link #baseline} would learn the noise from, at most 100. */
    int considered() {
        return Math.min(RegimeHistory.BASELINE, history.pastCount() + history.length());
    }

    /** The current level and its noise, null before the first value. */
    public @Nullable Baseline baseline() {
        return Baseline.of(history, window, quickLook);
    }

    @Override
    public @Nullable LevelChange next(double value) {
        history.add(value);
        if (history.length() < MIN_CURRENT + TAILS[0] || history.pastCount() + history.length() < WARM_UP) {
            return null;
        }
        boolean relative = history.keepsSign();
        quickLook.measure(history, TAILS[0], relative, SECOND_OPINION.relativeFloor());
        best = -1;
        bestTail = 0;
        for (int tail : TAILS) {
            if (history.length() - tail < MIN_CURRENT) {
                break;
            }
            if (quickLook.worthTesting(history, tail)) {
                test(tail, relative);
            }
        }
        return bestTail == 0 ? null : confirmation.confirm(bestTail, bestUp, bestStrength, bestNoise);
    }

    private void test(int tail, boolean relative) {
        window.align(history, tail, relative, quickLook);
        clipped.measure(window);
        double margin = secondOpinion.margin(best);
        if (margin > best) {
            take(tail, margin, clipped.shift() > 0, margin + secondOpinion.bar());
        }
        margin = Math.abs(clipped.shift()) * Math.sqrt(tail) < PLAUSIBLE ? -1 : densityTest.margin();
        if (margin > best) {
            take(tail, margin, densityTest.shift() > 0, densityTest.strength());
        }
    }

    private void take(int tail, double margin, boolean up, double strength) {
        best = margin;
        bestTail = tail;
        bestUp = up;
        bestStrength = strength;
        bestNoise = window.noise();
    }
}
