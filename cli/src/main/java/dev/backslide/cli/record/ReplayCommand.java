package dev.backslide.cli.record;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.context.ProgressBar;
import dev.backslide.cli.gate.UnjudgedMetrics;
import dev.backslide.cli.option.DirectionText;
import dev.backslide.cli.option.DurationText;
import dev.backslide.cli.option.InstantText;
import dev.backslide.cli.option.LocalTracking;
import dev.backslide.cli.option.RecordingTarget;
import dev.backslide.cli.option.StoreLocation;
import dev.backslide.cluster.Cluster;
import dev.backslide.cluster.DetectorLag;
import dev.backslide.cluster.ReportingPublisher;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.Direction;
import dev.backslide.core.text.Counted;
import dev.backslide.files.FileBranches;
import dev.backslide.files.MeasurementDefaults;
import dev.backslide.files.MeasurementInput;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.tracker.PerformanceRegressionTracker;
import dev.backslide.sdk.tracker.StorageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code backslide replay}: publishes the measurements of a CSV file. Not thread-safe. */
@Command(
        name = "replay",
        header = "Record the measurements of a CSV file, also old ones.",
        description = {
            "%nThe first line of the file names the columns:",
            "  series_id,index,value",
            "  Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time",
            "  timestamp,model_name,name,value,unit,category,commit   (branch too)",
            "Other columns become metadata. If a metric has several branches, each becomes its own series. "
                    + "If you replay a file twice, each row counts once. A broken row is named with its line and kept "
                    + "in FILE.rejected.csv; the other rows are recorded."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row was recorded and, with --wait, judged",
            "1:rows were rejected, the file cannot be read, or there is no broker",
            "4:with --wait: not all judged in time"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide replay results.csv --model my_model --unit ms",
            "  backslide replay exported.csv --wait 2m",
            "  backslide replay weekly.csv --start 2025-01-06T00:00:00Z --interval 7d --unit requests/sec"
        })
public final class ReplayCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(
            paramLabel = "FILE.csv",
            description = "The file, .csv or .csv.gz; UTF-8, its first line names the columns.")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Name of the measured model, for rows without one; default: the file's name.")
    private @Nullable String model;

    @Option(names = "--unit", paramLabel = "UNIT", description = "Unit, for rows without one, e.g. ms.")
    private String unit = "";

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Category, for rows without one; default: ${DEFAULT-VALUE}.")
    private String category = MeasurementDefaults.CATEGORY;

    @Option(
            names = "--direction",
            paramLabel = "higher|lower",
            converter = DirectionText.class,
            description = "Which way is better; default: from category and unit.")
    private @Nullable Direction direction;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            converter = InstantText.class,
            defaultValue = MeasurementDefaults.START,
            description = "Time of index 0, for files without times; default: ${DEFAULT-VALUE}.")
    private Instant start = Instant.EPOCH;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = MeasurementDefaults.INTERVAL,
            description = "Time between two indexes, for files without times; default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ZERO;

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "Where rejected rows are kept; default: beside the file, as NAME.rejected.csv.")
    private @Nullable Path rejectedFile;

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = "60s",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Wait until all are judged; ${FALLBACK-VALUE} unless you give another duration.")
    private @Nullable Duration wait;

    @Mixin
    private RecordingTarget where = new RecordingTarget();

    public ReplayCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = where.configuration(root);
        CliContext context = root.context();
        Path path = context.resolve(file);
        long rows = MeasurementInput.countRows(path);
        if (rows == 0) {
            throw new CommandFailure("file '" + file + "' has no rows but it must have a header line and one for each"
                    + " measurement; nothing was recorded");
        }
        StoreLocation place = where.of(context, configuration);
        List<String> dimensions =
                FileBranches.dimensions(path, defaults(path), configuration.get(Setting.DIMENSIONS), this::tell);
        UnjudgedMetrics unjudged = new UnjudgedMetrics(configuration.policies());
        ProgressBar progress = new ProgressBar(context, "sending", rows);
        int code = place.isFolder()
                ? recordLocally(path, configuration, dimensions, unjudged, progress)
                : publish(path, configuration, dimensions, unjudged, progress);
        unjudged.tell(context, "add a column unit or --unit, --category (time, memory) or --direction");
        new MeasurementRecorder(context, configuration).tell(place);
        return code;
    }

    private int recordLocally(
            Path path,
            Configuration configuration,
            List<String> dimensions,
            UnjudgedMetrics unjudged,
            ProgressBar progress) {
        try (PerformanceRegressionTracker tracker = LocalTracking.tracker(
                        root.context(), configuration, RunContext.UNKNOWN)
                .dimensions(dimensions)
                .build()) {
            int code = run(new Replay(Replay.to(tracker), progress), path, unjudged, "recorded and judged");
            root.context().out().println("'./backslide alerts' lists the regressions");
            return code;
        } catch (StorageException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private int publish(
            Path path,
            Configuration configuration,
            List<String> dimensions,
            UnjudgedMetrics unjudged,
            ProgressBar progress)
            throws InterruptedException {
        try (Cluster connected = Cluster.connect(configuration);
                ReportingPublisher publishing = new ReportingPublisher(configuration, RunContext.UNKNOWN, dimensions)) {
            int code = run(new Replay(Replay.to(publishing), progress), path, unjudged, "published");
            return wait == null ? code : awaitJudged(connected, wait, code);
        }
    }

    private int awaitJudged(Cluster connected, Duration timeout, int code) throws InterruptedException {
        CliContext context = root.context();
        long left = new DetectorLag(connected).awaitNone(timeout, lag -> {});
        if (left > 0) {
            Failures.print(
                    context.err(),
                    Counted.of(left, "measurement was", "measurements were") + " not judged within "
                            + Cluster.seconds(timeout) + "; is a detector running?");
            return code == ExitCode.OK ? ExitCode.INCONCLUSIVE : code;
        }
        context.out().println("all judged; './backslide alerts' lists the regressions");
        return code;
    }

    private int run(Replay replay, Path path, UnjudgedMetrics unjudged, String done) {
        CliContext context = root.context();
        String header;
        try (InputStream input = MeasurementInput.open(path)) {
            header = replay.run(input, defaults(path), unjudged::add);
        } catch (IOException e) {
            throw MeasurementInput.unreadable(path, e);
        }
        context.out().println(done + " " + Counted.of(replay.sent(), "measurement") + " of " + context.show(path));
        Path kept = rejectedFile == null ? null : context.resolve(rejectedFile);
        replay.rejected().keep(header, path, kept, context::show).forEach(this::tell);
        return replay.rejected().count() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void tell(String problem) {
        Failures.print(root.context().err(), problem);
    }

    private MeasurementDefaults defaults(Path path) {
        return new MeasurementDefaults(
                model == null ? MeasurementInput.model(path) : model,
                unit,
                category,
                direction,
                start,
                interval,
                root.context().clock().instant());
    }
}
