package dev.backslide.sdk.tracker;

import dev.backslide.core.DirectionRule;
import dev.backslide.core.DirectionRules;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.schemas.Defaults;
import dev.backslide.sdk.PublisherSettings;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.internal.local.LocalTracker;
import dev.backslide.sdk.internal.pipeline.KafkaTracker;
import dev.backslide.sdk.internal.run.TrackerSettings;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Builds a {@link PerformanceRegressionTracker}; a value that is not set keeps the default of its setter. Not thread-safe.
 *
 * @since 0.1
 */
public final class TrackerBuilder {

    /** Folder of a local tracker that names none, as in the specification. */
    public static final Path DEFAULT_STORAGE_DIR = Path.of(Defaults.STORAGE_DIR);

    /** Folder of reports that name none. */
    public static final Path DEFAULT_REPORTS_DIR = Path.of(Defaults.REPORTS_DIR);

    /** Folder of CSV files that name none. */
    public static final Path DEFAULT_EXPORTS_DIR = Path.of("performance_exports");

    private Path storageDir = DEFAULT_STORAGE_DIR;
    private @Nullable PublisherSettings publisher;
    private @Nullable URI sinkUrl;
    private @Nullable Policies policies;
    private @Nullable Double thresholdPercent;
    private @Nullable DirectionRule directionRule;
    private @Nullable RunContext runContext;
    private @Nullable List<String> dimensions;
    private @Nullable Path resultsFile;
    private Path reportsDir = DEFAULT_REPORTS_DIR;
    private Path exportsDir = DEFAULT_EXPORTS_DIR;
    private Duration verdictTimeout = Duration.ofSeconds(10);
    private JournalLimits journal = JournalLimits.DEFAULT;
    private @Nullable Clock clock;

    TrackerBuilder() {}

    /** Keeps everything in files of this folder and needs no broker; this is the default, in {@code performance_history}. */
    public TrackerBuilder local(Path folder) {
        this.storageDir = required("folder", folder);
        this.publisher = null;
        return this;
    }

    /** Folder where {@code saveHistory} writes, also of a Kafka tracker; default: {@code performance_history}. */
    public TrackerBuilder storageDir(Path folder) {
        this.storageDir = required("folder", folder);
        return this;
    }

    /**
     * Publishes to the pipeline and waits for its verdicts.
     *
     * @param settings of the publisher; its run context and clock hold here too, unless others are set on this builder
     * @param sink base URL of the sink's HTTP API, e.g. {@code http://127.0.0.1:8642}
     */
    public TrackerBuilder kafka(PublisherSettings settings, URI sink) {
        this.publisher = required("publisher settings", settings);
        this.sinkUrl = required("sink", sink);
        return this;
    }

    /**
     * Worse by more than this percentage is a regression, if no policy of {@link #policies} names the metric; default: that of the
     * policies, else 5.0, through Kafka the detector's.
     */
    public TrackerBuilder regressionThreshold(double percent) {
        this.thresholdPercent = percent;
        return this;
    }

    /**
     * Which way is better, asked before the rule of {@link #policies} and the specification's tables; default: the rules that {@link
     * DirectionRules} finds.
     */
    public TrackerBuilder directionRule(DirectionRule rule) {
        this.directionRule = required("direction rule", rule);
        return this;
    }

    /** Policies by metric; a threshold and a direction rule set here hold for all metrics that they name no other for. */
    public TrackerBuilder policies(Policies byMetric) {
        this.policies = required("policies", byMetric);
        return this;
    }

    /** The run that {@code recordMetric} measures, usually {@link RunContext#detect}; default: the publisher's, else unknown. */
    public TrackerBuilder runContext(RunContext context) {
        this.runContext = required("run context", context);
        return this;
    }

    /** Metadata that makes two measurements comparable; default: none, through Kafka those of the publisher settings. */
    public TrackerBuilder dimensions(List<String> names) {
        this.dimensions = List.copyOf(required("dimensions", names));
        return this;
    }

    /** File that gets a JSON line for each outcome; default: none. */
    public TrackerBuilder resultsFile(Path file) {
        this.resultsFile = required("file", file);
        return this;
    }

    /** Default: {@code performance_reports}. */
    public TrackerBuilder reportsDir(Path folder) {
        this.reportsDir = required("folder", folder);
        return this;
    }

    /** Default: {@code performance_exports}. */
    public TrackerBuilder exportsDir(Path folder) {
        this.exportsDir = required("folder", folder);
        return this;
    }

    /** How long to wait for a verdict of the pipeline; default: 10 seconds. */
    public TrackerBuilder verdictTimeout(Duration timeout) {
        this.verdictTimeout = required("verdict timeout", timeout);
        return this;
    }

    /** When a local tracker's files are rotated, and which measurements are kept then; default: {@link JournalLimits#DEFAULT}. */
    public TrackerBuilder journal(JournalLimits limits) {
        this.journal = required("journal limits", limits);
        return this;
    }

    /** Default: the publisher's, else the system's, UTC. */
    public TrackerBuilder clock(Clock newClock) {
        this.clock = required("clock", newClock);
        return this;
    }

    /**
     * Starts the tracker; the broker need not be there yet.
     *
     * @throws dev.backslide.sdk.tracker.StorageException when a local folder cannot be used
     * @throws IllegalArgumentException when the dimensions are other ones than those of the publisher settings
     */
    public PerformanceRegressionTracker build() {
        TrackerSettings settings = settings();
        return publisher == null || sinkUrl == null
                ? LocalTracker.open(storageDir, settings)
                : KafkaTracker.start(publisher, sinkUrl, settings);
    }

    /** What is in force. */
    TrackerSettings settings() {
        PublisherSettings kafka = publisher;
        if (kafka != null && dimensions != null && !dimensions.equals(kafka.dimensions())) {
            throw new IllegalArgumentException(
                    "dimensions was " + dimensions + " but those of the publisher settings are " + kafka.dimensions()
                            + "; set the same on both, or only on the publisher settings");
        }
        return new TrackerSettings(
                storageDir,
                journal,
                inForce(),
                policies != null || thresholdPercent != null,
                policies != null || thresholdPercent != null || directionRule != null,
                runContext != null ? runContext : kafka == null ? RunContext.UNKNOWN : kafka.runContext(),
                dimensions == null ? List.of() : dimensions,
                resultsFile,
                reportsDir,
                exportsDir,
                verdictTimeout,
                clock != null ? clock : kafka == null ? Clock.systemUTC() : kafka.clock());
    }

    private Policies inForce() {
        Policies given = policies;
        if (given == null) {
            given = Policies.DEFAULT;
            if (directionRule == null) {
                given = given.over(given.everything().withDirectionRuleFirst(DirectionRules.load(classes())));
            }
        }
        Policy everything = given.everything();
        if (directionRule != null) {
            everything = everything.withDirectionRuleFirst(directionRule);
        }
        if (thresholdPercent != null) {
            everything = everything.withThresholdPercent(thresholdPercent);
        }
        return given.over(everything);
    }

    private static <T> T required(String what, T value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    what + " was null but it must not be; leave out the call to keep the default");
        }
        return value;
    }

    /** Where the test's own classes are. */
    private static ClassLoader classes() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? TrackerBuilder.class.getClassLoader() : context;
    }
}
