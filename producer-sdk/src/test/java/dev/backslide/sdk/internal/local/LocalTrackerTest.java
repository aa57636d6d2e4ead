package dev.backslide.sdk.internal.local;

import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.PerformanceRegressionTrackerContract;
import dev.backslide.sdk.tracker.TrackerBuilder;

/** The contract, kept by files of a folder. */
class LocalTrackerTest extends PerformanceRegressionTrackerContract {

    @Override
    protected TrackerBuilder builder() {
        return PerformanceRegressionTracker.builder().local(folder.resolve("history"));
    }
}
