package dev.backslide.cli.option;

import dev.backslide.cli.context.CliContext;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.TrackerBuilder;

import java.nio.file.Path;

/** The local tracker of a configuration. Stateless. */
public final class LocalTracking {

    /** Names the folder of a local tracker on a command line. */
    public static final String OPTION = "--local";

    private LocalTracking() {}

    /** Where it keeps everything. */
    public static Path folder(CliContext context, Configuration configuration) {
        return context.resolve(Path.of(configuration.get(Setting.STORAGE_DIR)));
    }

    /** A tracker of that folder, to which the caller may add. */
    public static TrackerBuilder tracker(CliContext context, Configuration configuration, RunContext run) {
        return PerformanceRegressionTracker.builder()
                .local(folder(context, configuration))
                .policies(configuration.policies())
                .dimensions(configuration.get(Setting.DIMENSIONS))
                .runContext(run)
                .clock(context.clock());
    }
}
