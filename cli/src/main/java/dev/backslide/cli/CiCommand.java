package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code backslide ci}: runs a command and decides by what it measured whether a build may go on. Not thread-safe. */
@Command(
        name = "ci",
        header = "Run a command and fail when what it measured is a regression.",
        customSynopsis = "backslide ci [OPTIONS] -- COMMAND [ARGUMENT...]",
        description = {
            "%nEvery tracker inside the command records into this run, './backslide record' too. Once the command has ended and all "
                    + "verdicts are there, a table is printed and the reports are written. A gate that measured nothing does "
                    + "not pass; a metric without a history does, with a note."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is worse than allowed",
            "1:wrong usage or configuration, something cannot be reached, or the command itself failed",
            "2:a regression, whether or not the command failed as well",
            "4:inconclusive: nothing was measured, an expected metric is missing, or verdicts are"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide ci --threshold 5.0 --fail-on-regression -- mvn test -Dperformance.regression=true",
            "  backslide ci --severity critical --expect expected-metrics.txt -- ./run-benchmarks.sh",
            "  backslide ci --tracker kafka --bootstrap-servers kafka:9092 --timeout 2m -- ./run-benchmarks.sh",
            "  backslide ci -- sh -c './bench.sh | xargs ./backslide record --model api --name latency --unit ms --value'"
        })
final class CiCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Mixin
    private GateOptions gate = new GateOptions();

    @Option(
            names = "--tracker",
            paramLabel = "local|kafka",
            description =
                    "Who judges: files in the folder of --storage-dir, or the pipeline; default: the setting tracker, "
                            + "which is local.")
    private @Nullable String tracker;

    @Option(
            names = "--storage-dir",
            paramLabel = "DIR",
            description = "Where the local tracker keeps the history; default: the setting storage_dir.")
    private @Nullable String storageDir;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationText.class,
            description = "How long to wait for verdicts once the command has ended; default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Option(
            names = "--reports-dir",
            paramLabel = "DIR",
            description = "Where reports are written; default: the setting reports_dir.")
    private @Nullable String reportsDir;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON to this file as well.")
    private @Nullable Path json;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private SinkOptions sink = new SinkOptions();

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "What to run, after '--', with its arguments.")
    private List<String> command = List.of();

    CiCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = root.surroundings();
        Configuration configuration = root.configuration(flags());
        ExpectedMetrics expected = gate.expected(surroundings);
        GateRun run = run(configuration, expected);
        return finish(run, gate.rule(configuration), configuration);
    }

    private Flag[] flags() {
        List<Flag> flags = new ArrayList<>(gate.flags());
        flags.add(new Flag(Setting.TRACKER, "--tracker", tracker));
        flags.add(new Flag(Setting.STORAGE_DIR, "--storage-dir", storageDir));
        flags.add(new Flag(Setting.REPORTS_DIR, "--reports-dir", reportsDir));
        flags.add(cluster.flag());
        flags.add(sink.flag());
        return flags.toArray(Flag[]::new);
    }

    private GateRun run(Configuration configuration, ExpectedMetrics expected) throws InterruptedException {
        Surroundings surroundings = root.surroundings();
        TrackerKind kind = configuration.get(Setting.TRACKER);
        String runId = ChildVariables.runId(surroundings);
        List<String> problems = new ArrayList<>();
        try (OwnResults own = OwnResults.open(ChildVariables.resultsFile(surroundings));
                KafkaCollection kafka = kind == TrackerKind.KAFKA
                        ? new KafkaCollection(configuration, runId, gate.threshold(configuration))
                        : null) {
            ResultsFile results = ResultsFile.open(own.path());
            Map<String, String> variables = ChildVariables.of(surroundings, configuration, runId, results.path());
            surroundings.out().flush();
            int status = new ChildCommand(command, surroundings.workingDir(), variables).run();
            Map<String, Measured> recorded = results.read(problems);
            List<Measured> measured =
                    kafka == null ? List.copyOf(recorded.values()) : kafka.collect(recorded, timeout, problems);
            List<String> missing = expected.missing(
                    measured.stream().map(Measured::metricKey).distinct().toList());
            return new GateRun(runId, kind, command, status, measured, missing, problems);
        }
    }

    /** Writes the files and prints; what cannot be written is a problem like any other. */
    private int finish(GateRun run, GateRule rule, Configuration configuration) {
        Surroundings surroundings = root.surroundings();
        PrintWriter out = surroundings.out();
        Path folder = surroundings.resolve(Path.of(configuration.get(Setting.REPORTS_DIR)));
        GateResult result = Gate.judge(run, rule);
        List<Path> files = new ArrayList<>();
        try {
            files.addAll(GateFiles.write(result, folder));
            if (json != null) {
                files.add(GateFiles.write(surroundings.resolve(json), GateJson.render(result)));
            }
        } catch (CommandFailure e) {
            result = Gate.judge(run.withProblem(Failures.describe(e)), rule);
        }
        Ansi ansi = surroundings.interactive() ? Ansi.AUTO : Ansi.OFF;
        GateText.lines(result, ansi).forEach(out::println);
        new HistoryReports(surroundings, configuration)
                .write(run.tracker(), folder)
                .forEach(files::add);
        if (!files.isEmpty()) {
            out.println("  reports: "
                    + String.join(", ", files.stream().map(surroundings::show).toList()));
        }
        new CiSystem(surroundings).show(result, folder.resolve(GateFiles.MARKDOWN));
        return result.exitCode();
    }
}
