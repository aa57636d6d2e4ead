package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.configuration.TrackerKind;
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
final class GatedRun {

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

    /** How sure it must be that something is worse. */
    GateOptions.FailOn failOn() {
        return gate.failOn();
    }

    /**
     * Runs a command, waits for the verdicts on what it recorded, prints and writes the outcome.
     *
     * @param ended what else is known once it has ended, told as a changed run
     * @return the exit code
     */
    int execute(BackslideCommand root, List<String> command, UnaryOperator<GateRun> ended) throws InterruptedException {
        Surroundings surroundings = root.surroundings();
        Configuration configuration = root.configuration(flags());
        ExpectedMetrics expected = gate.expected(surroundings);
        GateRun run = run(surroundings, configuration, command, expected);
        return finish(ended.apply(run), surroundings, configuration);
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

    private GateRun run(
            Surroundings surroundings, Configuration configuration, List<String> command, ExpectedMetrics expected)
            throws InterruptedException {
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

    /** The command that says more about a measurement. */
    private static String explain(Measured measured, Surroundings surroundings, Configuration configuration) {
        String key = "'" + measured.seriesKey().replace("'", "'\\''") + "'";
        return "./backslide explain " + key
                + (configuration.get(Setting.TRACKER) == TrackerKind.LOCAL
                        ? " " + FolderOption.NAME + " "
                                + surroundings.show(LocalTracking.folder(surroundings, configuration))
                        : "");
    }

    /** Writes the files and prints; what cannot be written is a problem like any other. */
    private int finish(GateRun run, Surroundings surroundings, Configuration configuration) {
        PrintWriter out = surroundings.out();
        Path folder = surroundings.resolve(Path.of(configuration.get(Setting.REPORTS_DIR)));
        GateRule rule = gate.rule(configuration);
        GateResult result = Gate.judge(run, rule);
        List<Path> files = new ArrayList<>();
        try {
            files.addAll(GateFiles.write(result, folder));
            if (json != null) {
                files.add(GateFiles.writeJson(result, surroundings.resolve(json)));
            }
        } catch (CommandFailure e) {
            result = Gate.judge(run.withProblem(Failures.describe(e)), rule);
        }
        Ansi ansi = surroundings.interactive() ? Ansi.AUTO : Ansi.OFF;
        GateText.lines(result, ansi, surroundings.width()).forEach(out::println);
        new HistoryReports(surroundings, configuration)
                .write(run.tracker(), folder)
                .forEach(files::add);
        if (!files.isEmpty()) {
            out.println("  reports in " + surroundings.show(folder) + ": "
                    + files.stream()
                            .map(file -> folder.equals(file.getParent())
                                    ? String.valueOf(file.getFileName())
                                    : surroundings.show(file))
                            .collect(Collectors.joining(", ")));
        }
        result.rows(Standing.FAILURE).stream()
                .findFirst()
                .ifPresent(worst -> out.println("  why: " + explain(worst.measured(), surroundings, configuration)));
        new CiSystem(surroundings).show(result, folder.resolve(GateFiles.MARKDOWN));
        return result.exitCode();
    }
}
