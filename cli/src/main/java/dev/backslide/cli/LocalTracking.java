package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.PerformanceRegressionTracker;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.TrackerBuilder;

import java.nio.file.Path;

/** The local tracker of a configuration. Stateless. */
final class LocalTracking {

    private LocalTracking() {}

    /** Where it keeps everything. */
    static Path folder(Surroundings surroundings, Configuration configuration) {
        return surroundings.resolve(Path.of(configuration.get(Setting.STORAGE_DIR)));
    }

    /** A tracker of that folder, to which the caller may add. */
    static TrackerBuilder tracker(Surroundings surroundings, Configuration configuration, RunContext run) {
        return PerformanceRegressionTracker.builder()
                .local(folder(surroundings, configuration))
                .policies(configuration.policies())
                .dimensions(configuration.get(Setting.DIMENSIONS))
                .runContext(run)
                .clock(surroundings.clock());
    }
}
