package dev.backslide.core.detection.changepoint;

import org.jspecify.annotations.Nullable;

/**
 * The default detector: confirms a change of a series' level from its newest 6 to 17 measurements, a {@code HugeStep} from 2 or 3.
 *
 * <p>Two tests look at each tail: a likelihood ratio under the series' own noise density ({@code DensityTest}), and the
 * reference method ({@code LevelAlignedTest}); either one confirms, but only beyond the largest excursion of the history, and
 * a way back to a level that the series has had lately needs more. In a young level a {@code CleanStep} is confirmed without
 * them. The state is the newest {@link DetectorMemory#HISTORY_NEEDED} raw values and a {@link DetectorMemory}; equal
 * histories give equal answers. No allocation but for a confirmed change. Not thread-safe: one instance per series.
 *
 * @since 0.1
 */
public final class ChangePointDetector implements LevelChangeDetector {

    /** Values needed before the tests may confirm a change: until then a clean or a huge step is all that is told. */
    public static final int WARM_UP = 20;

    private static final int[] TAILS = {6, 7, 8, 10, 12, 15, 17};

    /** The second opinion sees no longer tails: its t-test takes wandering for change there. */
    private static final int SECOND_OPINION_LONGEST = 15;

    /** Margin below which there is no change. */
    private static final double NONE = -1e-9;

    private static final int MIN_CURRENT = 10;

    /** Mean of a clipped tail, in standard errors of white noise, below which the costly density test is not worth its time. */
    private static final double PLAUSIBLE = 2.2;

    /** Evidence of the tail over that of the largest excursion of the history, for either test. */
    private static final double BEYOND_EXCURSIONS = 4;

    private static final double SECOND_OPINION_BEYOND_EXCURSIONS = 7;

    /**
     * Further evidence needed, as -log10 p, for each closed level that is the same as the new level or the current one: a series
     * that has gone to and fro is likely to have two modes.
     */
    private static final double FAMILIAR_BAR = 3;

    /** The reference's parameters, with higher bars and the density test's allowance for autocorrelation. */
    static final LevelAlignedTuning SECOND_OPINION =
            new LevelAlignedTuning(WARM_UP, MIN_CURRENT, 2.5, 2e-4, 5, 4, 4, 1.5, 4, 0.7, 0.75, 0.4, 0.7, 3, 0.7);

    private final TailPrefilter prefilter = new TailPrefilter();
    private final RegimeHistory history;

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

    /** Whether there is enough history to confirm any change: {@link #WARM_UP} values seen. */
    public boolean ready() {
        return history.seen() >= WARM_UP;
    }

    /** How many measurements {@link #baseline} would learn the noise from, at most 100. */
    public int considered() {
        return Math.min(RegimeHistory.BASELINE, history.pastCount() + history.length());
    }

    /** Heap that it holds, in bytes. */
    public int bytes() {
        return history.bytes() + prefilter.bytes();
    }

    /** The current level and its noise, null before the first value. */
    public @Nullable Baseline baseline() {
        return Baseline.of(history, DetectorScratch.ofThread().window, prefilter);
    }

    @Override
    public @Nullable LevelChange next(double value) {
        history.add(value);
        DetectorScratch scratch = DetectorScratch.ofThread();
        LevelChange huge = scratch.hugeStep.confirm(history, prefilter);
        return huge == null ? confirmed(scratch) : huge;
    }

    private @Nullable LevelChange confirmed(DetectorScratch scratch) {
        if (history.length() < MIN_CURRENT + TAILS[0] || history.pastCount() + history.length() < WARM_UP) {
            return scratch.cleanStep.confirm(history, prefilter);
        }
        boolean relative = history.keepsSign();
        prefilter.measure(history, TAILS[0], relative, SECOND_OPINION.relativeFloor(), scratch.window.z);
        best = NONE;
        bestTail = 0;
        for (int tail : TAILS) {
            if (history.length() - tail < MIN_CURRENT) {
                break;
            }
            if (prefilter.worthTesting(history, tail)) {
                test(scratch, tail, relative);
            }
        }
        return bestTail == 0
                ? scratch.cleanStep.confirm(history, prefilter)
                : scratch.confirmation.confirm(history, bestTail, bestUp, bestStrength, bestNoise);
    }

    private void test(DetectorScratch scratch, int tail, boolean relative) {
        AlignedWindow window = scratch.window;
        WinsorisedShift clipped = scratch.clipped;
        DensityTest densityTest = scratch.densityTest;
        window.align(history, tail, relative, prefilter);
        clipped.measure(window);
        if (Math.abs(clipped.shift()) * Math.sqrt(tail) < PLAUSIBLE) {
            return;
        }
        densityTest.measure();
        double handicap = FAMILIAR_BAR * scratch.familiarLevels.visits(history);
        double margin = scratch.secondOpinion.margin(best) - handicap;
        if (tail <= SECOND_OPINION_LONGEST
                && margin > best
                && densityTest.shift() * clipped.shift() > 0
                && densityTest.beyondExcursions(SECOND_OPINION_BEYOND_EXCURSIONS)) {
            take(tail, margin, clipped.shift() > 0, margin + handicap + scratch.secondOpinion.bar(), window.noise());
        }
        margin = densityTest.margin() - handicap;
        if (margin > best && densityTest.beyondExcursions(BEYOND_EXCURSIONS)) {
            take(tail, margin, densityTest.shift() > 0, densityTest.strength(), window.noise());
        }
    }

    private void take(int tail, double margin, boolean up, double strength, double noise) {
        best = margin;
        bestTail = tail;
        bestUp = up;
        bestStrength = strength;
        bestNoise = noise;
    }
}
