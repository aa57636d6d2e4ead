package dev.backslide.cli.backtest;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.context.ProgressBar;
import dev.backslide.cli.option.DirectionText;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.FileTrouble;
import dev.backslide.configuration.Setting;
import dev.backslide.core.Direction;
import dev.backslide.core.detection.evaluation.SeriesLabels;
import dev.backslide.files.FileBranches;
import dev.backslide.files.MeasurementDefaults;
import dev.backslide.files.MeasurementInput;
import dev.backslide.files.RecordedFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/** {@code backslide backtest}: what the detector would have said of recorded measurements. Not thread-safe. */
@Command(
        name = "backtest",
        header = "Run the detector over recorded measurements, without a pipeline.",
        description = {
            "%nStreams the file through the detector's own code and lists the alerts that it would have "
                    + "raised, each with its outcome. The columns are those of 'replay': series_id,index,value or the "
                    + "specification's; .csv or .csv.gz. Rows are sorted by time.",
            "--changes lists every confirmed change of level, with rows in the file's order. --labels "
                    + "scores these changes: a true change counts as found if the first one is raised at most 20 "
                    + "(F1@10: 10) measurements after it. --compare shows which alerts another policy would add or "
                    + "remove. --aa estimates the number of false alarms on this data.%n"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, with or without alerts",
            "1:rows were rejected (named with their line, kept in FILE.rejected.csv; the others were "
                    + "tested), or a file cannot be read or written, or wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide backtest results.csv",
            "  backslide backtest results.csv --changes",
            "  backslide backtest results.csv --labels results.labels.json --out alerts.csv",
            "  backslide backtest results.csv --unit ms --compare previous:10",
            "  backslide backtest results.csv --threshold 5 --compare adaptive:20 --json",
            "  backslide backtest --aa results.csv --shuffles 20"
        })
public final class BacktestCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "FILE.csv", description = "The file; UTF-8, its first line names the columns.")
    private Path file = Path.of("");

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "JSON file with the true changes of each series; scores the changes found, in total and per "
                    + "family.")
    private @Nullable Path labels;

    @Option(
            names = "--detector",
            paramLabel = "DETECTOR",
            defaultValue = "adaptive",
            description =
                    "adaptive, previous (differs from the previous value by more than the threshold) or level-aligned "
                            + "(the reference method); default: ${DEFAULT-VALUE}.")
    private String detector = "";

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Worse by more than this is a regression; default: from the configuration, 5.0.")
    private @Nullable String threshold;

    @Option(
            names = "--compare",
            paramLabel = "DETECTOR[:PERCENT]",
            description =
                    "Compare with another policy: list the alerts that only one of the two raises. - marks alerts "
                            + "that would disappear, + marks new ones.")
    private @Nullable String compare;

    @Option(
            names = "--changes",
            description = "List every change of level that the detector confirms, in both directions and of any size, "
                    + "instead of the alerts; --labels and --out do the same.")
    private boolean changes;

    @Option(names = "--aa", description = "A/A check: how many false alarms to expect on this data.")
    private boolean stability;

    @Option(
            names = "--shuffles",
            paramLabel = "N",
            defaultValue = "10",
            description = "With --aa: how often each stable stretch is shuffled; default: ${DEFAULT-VALUE}.")
    private int shuffles;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --aa: seed of the shuffles; the same seed gives the same result; default: "
                    + "${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write series_id,index,cp_index,direction of every change here.")
    private @Nullable Path alerts;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Unit, for rows without one; --compare and --aa derive from it which way is better.")
    private String unit = "";

    @Option(
            names = "--direction",
            paramLabel = "higher|lower",
            converter = DirectionText.class,
            description = "Which way is better; default: from category and unit, else both directions count.")
    private @Nullable Direction direction;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "List at most this many as text; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "Where rejected rows are kept; default: beside the file, as NAME.rejected.csv.")
    private @Nullable Path rejected;

    @Option(names = "--json", description = "Print JSON with every alert, unless --out writes them.")
    private boolean json;

    public BacktestCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        requireOneTask();
        CliContext context = root.context();
        Configuration configuration =
                root.configuration(new Flag(Setting.REGRESSION_THRESHOLD, "--threshold", threshold));
        double percent = configuration.get(Setting.REGRESSION_THRESHOLD);
        RuleChoice rule = RuleChoice.parse("--detector", detector, percent);
        Path path = context.resolve(file);
        MeasurementDefaults defaults = defaults(path);
        List<String> dimensions =
                FileBranches.dimensions(path, defaults, configuration.get(Setting.DIMENSIONS), this::tell);
        LongConsumer progress = context.interactive()
                ? new ProgressBar(context, "backtesting", MeasurementInput.countRows(path))::show
                : read -> {};
        RecordedFile recorded = new RecordedFile(path, defaults, dimensions, progress);
        BacktestOutput output = new BacktestOutput(json, limit, target(path));
        boolean inTheFilesOrder = true;
        if (stability) {
            new StabilityBacktest(context, rule, shuffles, seed).run(recorded, configuration.policies(), json);
        } else if (compare != null) {
            RuleChoice other = RuleChoice.parse("--compare", compare, percent);
            new PolicyBacktest(context, rule, other, output).run(recorded, configuration.policies());
            inTheFilesOrder = false;
        } else if (areChangesWanted(rule)) {
            Map<String, SeriesLabels> truth = labels == null ? Map.of() : LabelsFile.read(context.resolve(labels));
            new ChangeBacktest(context, rule, output, truth).run(recorded);
        } else {
            new LifecycleBacktest(context, rule, output).run(recorded, configuration.policies());
            inTheFilesOrder = false;
        }
        recorded.remarks(inTheFilesOrder).forEach(this::tell);
        Path kept = rejected == null ? null : context.resolve(rejected);
        recorded.rejected().keep(recorded.header(), path, kept, context::show).forEach(this::tell);
        return recorded.rejected().count() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void tell(String problem) {
        Failures.print(root.context().err(), problem);
    }

    /** Labels are about changes, and the reference method raises no alerts. */
    private boolean areChangesWanted(RuleChoice rule) {
        return changes
                || labels != null
                || alerts != null
                || rule.detector().kind().isEmpty();
    }

    private void requireOneTask() {
        if (stability && compare != null) {
            throw new CommandFailure(
                    "--aa and --compare were both given but each needs its own run; run one after the other");
        }
        if ((stability || compare != null) && (labels != null || alerts != null)) {
            throw new CommandFailure((stability ? "--aa" : "--compare") + " was given with "
                    + (labels != null ? "--labels" : "--out")
                    + " but that applies to the changes of one detector; run it without "
                    + (stability ? "--aa" : "--compare") + ", once per detector");
        }
        if (shuffles < 1 || shuffles > 100_000) {
            throw new CommandFailure("--shuffles was '" + shuffles + "' but it must be 1 to 100000");
        }
        if (limit < 0) {
            throw new CommandFailure("--limit was '" + limit + "' but it must be 0 or more");
        }
    }

    /** Known to be writable before a long run begins. */
    private @Nullable Path target(Path input) {
        if (alerts == null) {
            return null;
        }
        Path target = root.context().resolve(alerts);
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw FoundChanges.unwritable(target, "its folder does not exist or cannot be written");
        }
        if (Files.isDirectory(target)) {
            throw FoundChanges.unwritable(target, "it is a folder");
        }
        try {
            if (Files.exists(target) && Files.exists(input) && Files.isSameFile(target, input)) {
                throw FoundChanges.unwritable(target, "it is the file that is tested");
            }
        } catch (IOException e) {
            throw FoundChanges.unwritable(target, FileTrouble.of(e));
        }
        return target;
    }

    /** Files without times count seconds from 1970 on: only their order matters, and no index is ahead of now. */
    private MeasurementDefaults defaults(Path path) {
        return new MeasurementDefaults(
                MeasurementInput.model(path),
                unit,
                MeasurementDefaults.CATEGORY,
                direction,
                Instant.EPOCH,
                Duration.ofSeconds(1),
                root.context().clock().instant());
    }
}
