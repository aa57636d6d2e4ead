package dev.backslide.cli.gate;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.option.ClusterOptions;
import dev.backslide.cli.option.DurationText;
import dev.backslide.cli.option.LocalTracking;
import dev.backslide.cli.option.SinkOptions;
import dev.backslide.cluster.KafkaRunCollector;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import dev.backslide.core.FailOn;
import dev.backslide.gate.ExpectedMetrics;
import dev.backslide.gate.Gate;
import dev.backslide.gate.GateException;
import dev.backslide.gate.GateFiles;
import dev.backslide.gate.GateOutcome;
import dev.backslide.gate.GateResult;
import dev.backslide.gate.GateRule;
import dev.backslide.gate.GateRun;
import dev.backslide.gate.GateStatus;
import dev.backslide.gate.GateText;
import dev.backslide.gate.ResultsReader;
import dev.backslide.gate.RunResultsFile;
import dev.backslide.sdk.tracker.MeasurementResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Options and course of the commands that run something and decide by what it measured. Not thread-safe: one a command. */
public final class GateWorkflow {

    @Mixin
    private GateOptions gate = new GateOptions();

    @Option(
            names = "--tracker",
            paramLabel = "local|kafka",
            description = "Where to judge: local in the files of --storage-dir, or kafka in the pipeline; default: the "
                    + "setting tracker, which is local.")
    private @Nullable String tracker;

    @Option(
            names = "--storage-dir",
            paramLabel = "DIR",
            description = "Folder of the local tracker's history; default: the setting storage_dir.")
    private @Nullable String storageDir;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationText.class,
            description = "How long to wait for verdicts after the command has ended; default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--reports-dir",
            paramLabel = "DIR",
            description = "Folder for the reports; default: the setting reports_dir.")
    private @Nullable String reportsDir;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON to this file as well.")
    private @Nullable Path json;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private SinkOptions sink = new SinkOptions();

    /** How sure it must be that something is worse. */
    public FailOn failOn() {
        return gate.failOn();
    }

    /**
     * Runs a command, waits for the verdicts on what it recorded, prints and writes the outcome.
     *
     * @param ended what else is known once it has ended, told as a changed run
     * @return the exit code
     */
    public int execute(BackslideCommand root, List<String> command, UnaryOperator<GateRun> ended)
            throws InterruptedException {
        CliContext context = root.context();
        Configuration configuration = root.configuration(flags());
        ExpectedMetrics expected = gate.expected(context);
        GateRun run = run(context, configuration, command, expected);
        return finish(ended.apply(run), context, configuration);
    }

    private Flag[] flags() {
        List<Flag> flags = new ArrayList<>(gate.flags());
        flags.add(new Flag(Setting.TRACKER, "--tracker", tracker));
        flags.add(new Flag(Setting.STORAGE_DIR, "--storage-dir", storageDir));
        flags.add(new Flag(Setting.REPORTS_DIR, "--reports-dir", reportsDir));
        flags.addAll(List.of(cluster.flags()));
        flags.add(sink.flag());
        return flags.toArray(Flag[]::new);
    }

    private GateRun run(CliContext context, Configuration configuration, List<String> command, ExpectedMetrics expected)
            throws InterruptedException {
        TrackerKind kind = configuration.get(Setting.TRACKER);
        String runId = ChildVariables.runId(context);
        List<String> problems = new ArrayList<>();
        try (RunResultsFile own = RunResultsFile.open(ChildVariables.resultsFile(context));
                KafkaRunCollector kafka = kind == TrackerKind.KAFKA
                        ? new KafkaRunCollector(configuration, runId, gate.threshold(configuration))
                        : null) {
            ResultsReader results = ResultsReader.open(own.path());
            Map<String, String> variables = ChildVariables.of(context, configuration, runId, results.path());
            context.out().flush();
            int status = new ChildCommand(command, context.workingDir(), variables).run();
            Map<String, MeasurementResult> recorded = results.read(problems);
            List<MeasurementResult> measured =
                    kafka == null ? List.copyOf(recorded.values()) : kafka.collect(recorded, timeout, problems);
            List<String> missing = expected.missing(measured.stream()
                    .map(MeasurementResult::metricKey)
                    .distinct()
                    .toList());
            return new GateRun(runId, kind, command, status, measured, missing, problems);
        }
    }

    /** The outcome in its colour, on a terminal that has any. */
    private static UnaryOperator<String> emphasis(GateOutcome outcome) {
        String style = switch (outcome) {
            case PASS -> "bold,green";
            case INCONCLUSIVE -> "bold,yellow";
            case REGRESSION, FAILED -> "bold,red";
        };
        return word -> Ansi.AUTO.string("@|" + style + " " + word + "|@");
    }

    /** The command that says more about a measurement. */
    private static String explain(MeasurementResult measured, CliContext context, Configuration configuration) {
        String key = "'" + measured.seriesKey().replace("'", "'\\''") + "'";
        return "./backslide explain " + key
                + (configuration.get(Setting.TRACKER) == TrackerKind.LOCAL
                        ? " " + LocalTracking.OPTION + " " + context.show(LocalTracking.folder(context, configuration))
                        : "");
    }

    /** Writes the files and prints; what cannot be written is a problem like any other. */
    private int finish(GateRun run, CliContext context, Configuration configuration) {
        PrintWriter out = context.out();
        Path folder = context.resolve(Path.of(configuration.get(Setting.REPORTS_DIR)));
        GateRule rule = gate.rule(configuration);
        GateResult result = Gate.judge(run, rule);
        List<Path> files = new ArrayList<>();
        try {
            files.addAll(GateFiles.write(result, folder));
            if (json != null) {
                files.add(GateFiles.writeJson(result, context.resolve(json)));
            }
        } catch (GateException e) {
            result = Gate.judge(run.withProblem(Failures.describe(e)), rule);
        }
        UnaryOperator<String> emphasis = context.interactive() ? emphasis(result.outcome()) : UnaryOperator.identity();
        GateText.lines(result, emphasis, context.width()).forEach(out::println);
        new HistoryReports(context, configuration).write(run.tracker(), folder).forEach(files::add);
        if (!files.isEmpty()) {
            out.println("  reports in " + context.show(folder) + ": "
                    + files.stream()
                            .map(file -> folder.equals(file.getParent())
                                    ? String.valueOf(file.getFileName())
                                    : context.show(file))
                            .collect(Collectors.joining(", ")));
        }
        result.rows(GateStatus.FAILURE).stream()
                .findFirst()
                .ifPresent(worst -> out.println("  why: " + explain(worst.measured(), context, configuration)));
        new CiSystem(context).show(result, folder.resolve(GateFiles.MARKDOWN));
        return result.outcome().exitCode();
    }
}
