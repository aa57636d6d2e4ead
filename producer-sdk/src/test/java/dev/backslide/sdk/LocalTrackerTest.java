package dev.backslide.sdk;

/** The contract, kept by files of a folder. */
class LocalTrackerTest extends PerformanceRegressionTrackerContract {

    @Override
    protected TrackerBuilder builder() {
        return PerformanceRegressionTracker.builder().local(folder.resolve("history"));
    }
}
