package dev.backslide.junit;

import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.tracker.DefaultTracker;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.TrackerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The tracker that all tests of a run share, opened by the first and closed by JUnit after the last: history saved, report
 * written where one is asked for. Thread-safe.
 */
final class Session implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    private final Settings settings;
    private final PerformanceRegressionTracker tracker;
    private final @Nullable PerformanceRegressionTracker defaultBefore;
    private final Clock clock = Clock.systemUTC();

    private Session(Settings settings, PerformanceRegressionTracker tracker) {
        this.settings = settings;
        this.tracker = tracker;
        // What tests record through the static functions belongs to the same run.
        this.defaultBefore = DefaultTracker.setDefaultTracker(tracker);
    }

    /** @throws org.junit.jupiter.api.extension.ExtensionConfigurationException when a setting is wrong */
    static Session open(ExtensionContext context) {
        Settings settings = new SettingsReader(context::getConfigurationParameter, System.getenv(), PlatformFile.read())
                .read(Path.of("").toAbsolutePath());
        return new Session(settings, tracker(settings));
    }

    Settings settings() {
        return settings;
    }

    PerformanceRegressionTracker tracker() {
        return tracker;
    }

    /** Starts a measurement of this run, taken now. */
    MetricEventBuilder measurement(String modelName, String name, double value, String unit) {
        RunContext run = settings.runContext();
        return MetricEvent.builder(modelName, name, value, unit)
                .timestamp(clock.instant())
                .run(run.run())
                .metadata(run.metadata());
    }

    @Override
    public void close() {
        DefaultTracker.setDefaultTracker(defaultBefore);
        try (tracker) {
            // What went to Kafka is safe there, whether or not a sink answers now.
            if (!settings.isKafka()) {
                tracker.saveHistory();
            }
            Path reportsDir = settings.reportsDir();
            if (reportsDir != null) {
                writeReport(reportsDir);
            }
        }
    }

    /** A report that cannot be written takes nothing from what the tests found. */
    private void writeReport(Path reportsDir) {
        try {
            Path report = tracker.generateReport(reportsDir);
            LOG.log(System.Logger.Level.INFO, "performance report written to {0}", report);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the performance report could not be written to " + reportsDir + ": " + e.getMessage()
                            + "; the results of the tests are not affected",
                    e);
        }
    }

    private static PerformanceRegressionTracker tracker(Settings settings) {
        TrackerBuilder builder = PerformanceRegressionTracker.builder()
                .runContext(settings.runContext())
                .dimensions(settings.configuration().get(Setting.DIMENSIONS))
                .verdictTimeout(settings.verdictTimeout());
        Path resultsFile = settings.resultsFile();
        if (!settings.isKafka() || settings.hasPolicies()) {
            builder.policies(settings.configuration().policies());
        }
        if (resultsFile != null) {
            builder.resultsFile(resultsFile);
        }
        if (settings.isKafka()) {
            builder.kafka(
                    publisher(settings), URI.create(settings.configuration().get(Setting.SINK_URL)));
        } else {
            builder.local(settings.storageDir());
        }
        return builder.build();
    }

    private static PublisherSettings publisher(Settings settings) {
        return PublisherSettings.builder(settings.configuration().get(Setting.BOOTSTRAP_SERVERS))
                .topics(settings.configuration().topics())
                .dimensions(settings.configuration().get(Setting.DIMENSIONS))
                .clientOverrides(settings.configuration().kafkaClient())
                .runContext(settings.runContext())
                .closeTimeout(settings.verdictTimeout())
                .build();
    }
}
