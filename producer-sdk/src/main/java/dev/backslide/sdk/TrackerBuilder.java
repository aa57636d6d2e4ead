package dev.backslide.sdk;

import dev.backslide.core.Direction;
import dev.backslide.core.DirectionRule;
import dev.backslide.core.DirectionRules;
import dev.backslide.core.StandardDirections;
import dev.backslide.core.detection.DetectorKind;
import dev.backslide.core.detection.Policies;
import dev.backslide.core.detection.Policy;
import dev.backslide.sdk.storage.JournalLimits;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Builds a {@link PerformanceRegressionTracker}; what is not set keeps the default that its setter names. Not thread-safe. */
public final class TrackerBuilder {

    /** Folder of a local tracker that names none, as in the specification. */
    public static final Path DEFAULT_STORAGE_DIR = Path.of("performance_history");

    /** Where reports go that name no folder. */
    public static final Path DEFAULT_REPORTS_DIR = Path.of("performance_reports");

    /** Where CSV files go that name no folder. */
    public static final Path DEFAULT_EXPORTS_DIR = Path.of("performance_exports");

    private Path storageDir = DEFAULT_STORAGE_DIR;
    private @Nullable PublisherSettings publisher;
    private @Nullable URI sinkUrl;
    private @Nullable Policies policies;
    private @Nullable Double thresholdPercent;
    private @Nullable DirectionRule directionRule;
    private RunContext runContext = RunContext.UNKNOWN;
    private List<String> dimensions = List.of();
    private @Nullable Path resultsFile;
    private Path reportsDir = DEFAULT_REPORTS_DIR;
    private Path exportsDir = DEFAULT_EXPORTS_DIR;
    private Duration verdictTimeout = Duration.ofSeconds(10);
    private JournalLimits journal = JournalLimits.DEFAULT;
    private Clock clock = Clock.systemUTC();

    TrackerBuilder() {}

    /** Keeps everything in files of this folder and needs no broker; this is the default, in {@code performance_history}. */
    public TrackerBuilder local(Path folder) {
        this.storageDir = folder;
        this.publisher = null;
        return this;
    }

    /** Where {@code saveHistory} writes, of a Kafka tracker too; default: {@code performance_history}. */
    public TrackerBuilder storageDir(Path folder) {
        this.storageDir = folder;
        return this;
    }

    /**
     * Publishes to the pipeline and waits for its verdicts.
     *
     * @param settings of the publisher; run context and clock set here win over theirs where they are set
     * @param sink base URL of the sink's HTTP API, e.g. {@code http://127.0.0.1:8642}
     */
    public TrackerBuilder kafka(PublisherSettings settings, URI sink) {
        this.publisher = settings;
        this.sinkUrl = sink;
        return this;
    }

    /** Worse by more than this percentage is a regression; default: 5.0, through Kafka the detector's. */
    public TrackerBuilder regressionThreshold(double percent) {
        this.thresholdPercent = percent;
        return this;
    }

    /** Which way is better, before the specification's tables; default: the rules that {@link DirectionRules} finds. */
    public TrackerBuilder directionRule(DirectionRule rule) {
        this.directionRule = rule;
        return this;
    }

    /** Policies by metric; they say everything that threshold and direction rule would. */
    public TrackerBuilder policies(Policies byMetric) {
        this.policies = byMetric;
        return this;
    }

    /** The run that {@code recordMetric} measures, usually {@link RunContext#detect}; default: nothing is known of it. */
    public TrackerBuilder runContext(RunContext context) {
        this.runContext = context;
        return this;
    }

    /** Metadata that makes two measurements comparable, for a local tracker; default: none. */
    public TrackerBuilder dimensions(List<String> names) {
        this.dimensions = names;
        return this;
    }

    /** File that gets a JSON line for each outcome; default: none. */
    public TrackerBuilder resultsFile(Path file) {
        this.resultsFile = file;
        return this;
    }

    /** Default: {@code performance_reports}. */
    public TrackerBuilder reportsDir(Path folder) {
        this.reportsDir = folder;
        return this;
    }

    /** Default: {@code performance_exports}. */
    public TrackerBuilder exportsDir(Path folder) {
        this.exportsDir = folder;
        return this;
    }

    /** How long the pipeline may take for a verdict; default: 10 seconds. */
    public TrackerBuilder verdictTimeout(Duration timeout) {
        this.verdictTimeout = timeout;
        return this;
    }

    /** How large a local tracker's files get, and what stays when one is rotated; default: {@link JournalLimits#DEFAULT}. */
    public TrackerBuilder journal(JournalLimits limits) {
        this.journal = limits;
        return this;
    }

    /** Default: the system's, UTC. */
    public TrackerBuilder clock(Clock newClock) {
        this.clock = newClock;
        return this;
    }

    /**
     * Starts the tracker; the broker need not be there yet.
     *
     * @throws dev.backslide.sdk.storage.StorageException when a local folder cannot be used
     */
    public PerformanceRegressionTracker build() {
        TrackerSettings settings = new TrackerSettings(
                storageDir,
                journal,
                inForce(),
                policies != null || thresholdPercent != null || directionRule != null,
                runContext,
                dimensions,
                resultsFile,
                reportsDir,
                exportsDir,
                verdictTimeout,
                clock);
        return publisher == null || sinkUrl == null
                ? LocalTracker.open(storageDir, settings)
                : KafkaTracker.start(publisher, sinkUrl, settings);
    }

    private Policies inForce() {
        if (policies != null) {
            return policies;
        }
        DirectionRule own = directionRule == null ? DirectionRules.load(classes()) : directionRule;
        return Policies.of(new Policy(
                DetectorKind.ADAPTIVE,
                thresholdPercent == null ? Policy.DEFAULT_THRESHOLD_PERCENT : thresholdPercent,
                0,
                Direction.UNKNOWN,
                own.orElse(StandardDirections.INSTANCE)));
    }

    /** Where the test's own classes are. */
    private static ClassLoader classes() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? TrackerBuilder.class.getClassLoader() : context;
    }
}
