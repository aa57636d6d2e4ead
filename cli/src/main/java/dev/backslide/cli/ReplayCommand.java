package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.core.Direction;
import dev.backslide.sdk.RunContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** {@code backslide replay}: publishes the measurements of a CSV file. Not thread-safe. */
@Command(
        name = "replay",
        header = "Publish the measurements of a CSV file, old ones included.",
        description = {
            "%nThe header decides what the columns are:",
            "  series_id,index,value",
            "  Model Name,Metric Name,Value,Unit,Category,Timestamp,Date Time",
            "  timestamp,model_name,name,value,unit,category,commit   (branch too)",
            "Other columns become metadata. Replaying a file twice counts each row once. A row that is no measurement is "
                    + "named with its line and kept in FILE.rejected.csv; the rest goes on."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row was published; with --wait: and judged",
            "1:rows were rejected, the file cannot be read, or there is no broker",
            "4:with --wait: not all judged in time"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide replay results.csv --model my_model --unit ms",
            "  backslide replay exported.csv --wait 2m",
            "  backslide replay weekly.csv --start 2025-01-06T00:00:00Z --interval 7d --unit requests/sec"
        })
final class ReplayCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "FILE.csv", description = "The file; UTF-8, its first line names the columns.")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "What was measured, for rows that do not say; default: the file's name.")
    private @Nullable String model;

    @Option(names = "--unit", paramLabel = "UNIT", description = "Unit, for rows that do not say, e.g. ms.")
    private String unit = "";

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Category, for rows that do not say; default: ${DEFAULT-VALUE}.")
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
            description = "Between two indexes, for files without times; default: ${DEFAULT-VALUE}.")
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
            description = "Wait until all is judged; ${FALLBACK-VALUE} unless another duration is named.")
    private @Nullable Duration wait;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    ReplayCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = root.configuration(cluster.flag());
        Surroundings surroundings = root.surroundings();
        Path path = surroundings.resolve(file);
        long rows = countRows(path);
        try (Cluster connected = Cluster.connect(configuration);
                Publishing publishing = new Publishing(configuration, RunContext.UNKNOWN)) {
            Replay replay = new Replay(publishing, new ProgressBar(surroundings, "sending", rows));
            String header;
            try (InputStream input = new BufferedInputStream(Files.newInputStream(path))) {
                header = replay.run(input, defaults(path));
            } catch (IOException e) {
                throw unreadable(path, e);
            }
            int code = report(replay, header, path);
            if (wait != null) {
                long judged = new DetectorLag(connected).awaitNone(wait, lag -> {});
                if (judged > 0) {
                    surroundings
                            .err()
                            .println("backslide: " + judged + " measurements were not judged within " + wait.toSeconds()
                                    + " s; is a detector running?");
                    return code == ExitCode.OK ? ExitCode.INCONCLUSIVE : code;
                }
                surroundings.out().println("all judged; './backslide alerts' lists what was found");
            }
            return code;
        }
    }

    private int report(Replay replay, String header, Path path) {
        PrintWriter out = root.surroundings().out();
        RejectedRows rejected = replay.rejected();
        out.printf(
                "published %,d measurements of %s%n",
                replay.sent(), root.surroundings().show(path));
        if (rejected.count() == 0) {
            return ExitCode.OK;
        }
        PrintWriter err = root.surroundings().err();
        rejected.problems(String.valueOf(path.getFileName())).forEach(line -> err.println("backslide: " + line));
        Path target = rejectedFile == null
                ? rejectedBeside(path)
                : root.surroundings().resolve(rejectedFile);
        try {
            rejected.write(header, target);
            err.println("backslide: " + rejected.count() + " rows were rejected and kept in "
                    + root.surroundings().show(target) + "; correct and replay them");
        } catch (IOException e) {
            err.println("backslide: " + rejected.count() + " rows were rejected and could not be kept in " + target
                    + " (" + FileTrouble.of(e) + "); name another file with --rejected");
        }
        return ExitCode.FAILED;
    }

    private MeasurementDefaults defaults(Path path) {
        String stem =
                String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "").replace(':', '_');
        return new MeasurementDefaults(
                model == null ? stem : model,
                unit,
                category,
                direction,
                start,
                interval,
                root.surroundings().clock().instant());
    }

    private static Path rejectedBeside(Path path) {
        String name = String.valueOf(path.getFileName()).replaceFirst("\\.csv$", "");
        return path.resolveSibling(name + ".rejected.csv");
    }

    private static long countRows(Path path) {
        try (InputStream input = Files.newInputStream(path)) {
            return Replay.countRows(input);
        } catch (IOException e) {
            throw unreadable(path, e);
        } catch (UncheckedIOException e) {
            throw unreadable(path, new IOException(e));
        }
    }

    private static CommandFailure unreadable(Path path, IOException e) {
        return new CommandFailure(
                "file '" + path + "' cannot be read (" + FileTrouble.of(e) + "); correct the path or its permissions",
                e);
    }
}
