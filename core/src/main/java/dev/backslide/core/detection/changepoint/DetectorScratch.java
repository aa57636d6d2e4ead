package dev.backslide.core.detection.changepoint;

/**
 * What the detectors of a thread work with while one of them takes a measurement: the tests and their arrays, some 17 kB. Nothing in it
 * outlives the measurement, so that a series costs no more than what is remembered of it. Not thread-safe: one for each thread.
 */
final class DetectorScratch {

    private static final ThreadLocal<DetectorScratch> OF_THREAD = ThreadLocal.withInitial(DetectorScratch::new);

    final Level level = new Level();
    final AlignedWindow window = new AlignedWindow(level, ChangePointDetector.SECOND_OPINION.relativeFloor());
    final WinsorisedShift clipped = new WinsorisedShift(ChangePointDetector.SECOND_OPINION.clip());
    final DensityTest densityTest = new DensityTest(window, clipped);
    final LevelAlignedTest secondOpinion = new LevelAlignedTest(ChangePointDetector.SECOND_OPINION, window, clipped);
    final FamiliarLevels familiarLevels = new FamiliarLevels(window, level);
    final Confirmation confirmation = new Confirmation(level);
    final HugeStep hugeStep = new HugeStep(window, familiarLevels, confirmation);
    final CleanStep cleanStep = new CleanStep(window, familiarLevels, confirmation);

    private DetectorScratch() {}

    static DetectorScratch ofThread() {
        return OF_THREAD.get();
    }
}
