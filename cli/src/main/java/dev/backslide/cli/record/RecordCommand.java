package dev.backslide.cli.record;

import dev.backslide.cli.context.BackslideCommand;
import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.ExitCode;
import dev.backslide.cli.gate.UnjudgedMetrics;
import dev.backslide.cli.option.DirectionText;
import dev.backslide.cli.option.DurationText;
import dev.backslide.cli.option.RecordingTarget;
import dev.backslide.cli.option.RunOptions;
import dev.backslide.cli.option.StoreLocation;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Setting;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.SeriesKey;
import dev.backslide.sdk.RunContext;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NotSent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code backslide record}: records one measurement. Not thread-safe. */
@Command(
        name = "record",
        header = "Record one measurement, and with --wait print the verdict.",
        description = {
            "%nCommit, branch and build come from the CI system's variables or from git; the options "
                    + "override them."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:recorded; with --wait: no regression, or the first measurement of its series",
            "1:not recorded: wrong usage, an invalid measurement, no broker, a folder that cannot be written",
            "2:with --wait: worse beyond doubt: REGRESSION, or critical and at least three times as far as "
                    + "noise explains (0 if fail_on_regression is false)",
            "4:with --wait: it could not be judged, e.g. because its direction is unknown, or no verdict "
                    + "came in time"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backslide record --model my_model --name latency --value 12.5 --unit ms",
            "  backslide record --model api --name throughput --value 950 --unit requests/sec --wait",
            "  backslide record --model api --name score --value 0.91 --direction higher --metadata hardware=ci-4 --wait 30s",
            "  backslide record --local --model api --name latency --value 12.5 --unit ms --wait"
        })
public final class RecordCommand implements Callable<Integer> {

    private final BackslideCommand root;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "Name of the measured model, e.g. my_model.")
    private String model = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the metric, e.g. latency.")
    private String name = "";

    @Option(
            names = "--value",
            required = true,
            paramLabel = "NUMBER",
            description = "The measured value, a finite number.")
    private double value;

    @Option(names = "--unit", paramLabel = "UNIT", description = "Unit of the value, e.g. ms, MB, tokens/sec.")
    private String unit = "";

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "performance, time, memory or your own category; default: ${DEFAULT-VALUE}.")
    private String category = MetricEventBuilder.DEFAULT_CATEGORY;

    @Option(
            names = "--direction",
            paramLabel = "higher|lower",
            converter = DirectionText.class,
            description =
                    "Which way is better; default: from category and unit. If these do not define it, the metric is "
                            + "tracked and raises no alert.")
    private @Nullable Direction direction;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Worse by more than this is a regression; default: the detector's.")
    private @Nullable Double threshold;

    @Option(
            names = "--metadata",
            paramLabel = "KEY=TEXT",
            description = "Metadata of the measurement; may be repeated.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(
            names = "--event-id",
            paramLabel = "ID",
            description = "Id of the measurement; the same id counts once; default: a new id.")
    private @Nullable String eventId;

    @ArgGroup(exclusive = false, heading = "%nThe run of the measurement:%n")
    private RunOptions run = new RunOptions();

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = "10s",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Wait for the verdict and print it; ${FALLBACK-VALUE} unless you give another duration.")
    private @Nullable Duration wait;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private RecordingTarget where = new RecordingTarget();

    public RecordCommand(BackslideCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Configuration configuration = where.configuration(root);
        CliContext context = root.context();
        MetricEvent event = event(run.over(RunContext.detect(context.variables(), context.workingDir())));
        MeasurementRecorder recording = new MeasurementRecorder(context, configuration);
        RecordOutput output = new RecordOutput(context, json, configuration.get(Setting.FAIL_ON_REGRESSION));
        StoreLocation place = where.of(context, configuration);
        int code = place.isFolder()
                ? recordLocally(event, recording, output)
                : recordThroughKafka(event, recording, output, configuration);
        recording.tell(place);
        return code;
    }

    private int recordLocally(MetricEvent event, MeasurementRecorder recording, RecordOutput output) {
        int code = output.outcome(event, recording.locally(event));
        return wait == null ? ExitCode.OK : code;
    }

    private int recordThroughKafka(
            MetricEvent event, MeasurementRecorder recording, RecordOutput output, Configuration configuration) {
        VerdictOutcome outcome = recording.throughKafka(event, wait);
        if (wait != null || outcome instanceof NotSent) {
            return output.outcome(event, outcome);
        }
        int code = output.recorded(
                SeriesKey.of(event, configuration.get(Setting.DIMENSIONS)).toString(), event);
        UnjudgedMetrics unjudged = new UnjudgedMetrics(configuration.policies());
        unjudged.add(event);
        unjudged.tell(root.context(), "add --unit (ms, MB, requests/sec), --category (time, memory) or --direction");
        return code;
    }

    /** @throws dev.backslide.core.InvalidMetricException when the event or its key breaks a rule of the model */
    private MetricEvent event(RunContext runContext) {
        MetricEventBuilder event = MetricEvent.builder(model, name, value, unit)
                .timestamp(root.context().clock().instant())
                .run(runContext.run())
                .metadata(runContext.metadata())
                .category(category)
                .metadata(metadata)
                .direction(direction)
                .thresholdPercent(threshold);
        run.timestamp().ifPresent(event::timestamp);
        if (eventId != null) {
            event.eventId(eventId);
        }
        MetricEvent built = event.build();
        built.metricKey();
        return built;
    }
}
