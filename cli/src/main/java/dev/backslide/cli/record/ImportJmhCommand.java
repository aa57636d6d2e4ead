package dev.backslide.cli.record;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.Failures;
import dev.backslide.cli.option.DurationText;
import dev.backslide.cli.option.RecordingTarget;
import dev.backslide.cli.option.RunOptions;
import dev.backslide.cli.option.StoreLocation;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricEvent;
import dev.backslide.jmh.JmhOrigin;
import dev.backslide.sdk.RunContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** {@code backslide import jmh}: publishes what JMH wrote. Not thread-safe. */
@Command(
        name = "jmh",
        header = "Record the JSON results of JMH (-rf json).",
        description = {
            "%nEvery result becomes a measurement, named after benchmark, parameters, mode and threads. "
                    + "Secondary metrics become their own measurements. If you import a file twice, each result "
                    + "counts once. A broken result is named and left out; the others are recorded. Inside 'backslide "
                    + "ci' the results are a part of its run, and the gate decides."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:recorded; with --wait or --local: no regression; a result without history passes",
            "1:results were left out, the file cannot be read, or there is no broker",
            "2:with --wait or --local: worse beyond doubt (0 if fail_on_regression is false), even if "
                    + "results were left out",
            "4:with --wait or --local: nothing could be judged, or a verdict did not come in time"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar benchmarks.jar -rf json -rff results.json -prof gc",
            "  backslide import jmh results.json --model my_model --wait",
            "  backslide import jmh results.json --local"
        })
public final class ImportJmhCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Parameters(paramLabel = "FILE.json", description = "The results file of JMH.")
    private Path file = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Name of the measured model; default: ${DEFAULT-VALUE}.")
    private String model = JmhOrigin.DEFAULT_MODEL;

    @Option(
            names = "--metadata",
            paramLabel = "KEY=TEXT",
            description = "Metadata of the measurements; may be repeated.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @ArgGroup(exclusive = false, heading = "%nThe run of the measurement:%n")
    private RunOptions run = new RunOptions();

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = "60s",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Wait for the verdicts and print them; ${FALLBACK-VALUE} unless you give another duration.")
    private @Nullable Duration wait;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private RecordingTarget where = new RecordingTarget();

    public ImportJmhCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Configuration configuration = where.configuration(root);
        ImportedFile imported = imported();
        StoreLocation place = where.of(root.context(), configuration);
        ImportProblems problems = imported.check();
        boolean judged = place.isFolder() || wait != null;
        ImportOutput output = new ImportOutput(
                root.context(), json, judged, configuration.get(Setting.FAIL_ON_REGRESSION), imported.path(), problems);
        output.problems();
        MeasurementRecorder recording = new MeasurementRecorder(root.context(), configuration);
        if (place.isFolder()) {
            recording.locally(
                    (tracker, events) -> record(imported, RecordedModes.of(tracker, configuration), events),
                    output::add);
        } else {
            RecordedModes modes = RecordedModes.ofSink(configuration);
            recording.throughKafka(events -> record(imported, modes, events), wait, output::add);
        }
        int code = judged ? output.judged() : output.recorded(imported.path());
        recording.tell(place);
        return place.isFolder() && wait == null && recording.isGated() ? output.gated() : code;
    }

    private void record(ImportedFile imported, RecordedModes modes, Consumer<MetricEvent> events) {
        imported.measurements(modes, events);
        modes.problem().ifPresent(text -> Failures.print(root.context().err(), text));
    }

    private ImportedFile imported() {
        Path path = root.context().resolve(file);
        try {
            // Files that are copied together are not in the order of their fractions of a second.
            Instant written = Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.SECONDS);
            return new ImportedFile(
                    path, new JmhOrigin(model, runContext(), run.timestamp().orElse(written)));
        } catch (IOException e) {
            throw ImportedFile.unreadable(path, e);
        }
    }

    private RunContext runContext() {
        CliContext context = root.context();
        RunContext runContext = run.over(RunContext.detect(context.variables(), context.workingDir()));
        for (Map.Entry<String, String> fact : metadata.entrySet()) {
            runContext = runContext.withMetadata(fact.getKey(), fact.getValue());
        }
        return runContext;
    }
}
