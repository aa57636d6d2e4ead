package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.core.Severity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

/** What fails a gate, as far as the command line says it. Not thread-safe. */
public final class GateOptions {

    private static final String THRESHOLD = "--threshold";
    private static final String FAIL = "--fail-on-regression";

    @Option(
            names = THRESHOLD,
            paramLabel = "PERCENT",
            description = "Worse by more than this is a regression, by more than twice this critical. Wins over the "
                    + "detector's own thresholds, but not over the threshold of a measurement.")
    private @Nullable String threshold;

    @Option(
            names = FAIL,
            negatable = true,
            fallbackValue = "true",
            description =
                    "Whether a regression fails the gate; default: the setting fail_on_regression, which is true.")
    private @Nullable Boolean failOnRegression;

    @Option(
            names = "--severity",
            paramLabel = "info|warning|critical",
            description = "The mildest severity that fails the gate; default: warning.")
    private Severity severity = Severity.WARNING;

    @Option(
            names = "--fail-on",
            paramLabel = "suspect|evident|regression",
            description = "Which measurements fail the gate: suspect: those worse than threshold and noise explain; "
                    + "evident: confirmed regressions, and critical ones at least three times as far as noise "
                    + "explains; regression: only confirmed ones. Default: evident.")
    private FailOn failOn = FailOn.EVIDENT;

    @Option(
            names = "--require-history",
            description = "Make the gate inconclusive if a metric has no history yet; by default such a metric passes.")
    private boolean requireHistory;

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description = "File of the metrics that must be measured: one metric key or glob per line; # starts a "
                    + "comment. If one is missing, the gate is inconclusive.")
    private @Nullable Path expect;

    /** How sure it must be that something is worse, the least first. Immutable. */
    public enum FailOn {
        /** Worse than threshold and noise explain. */
        SUSPECT,
        /** Worse beyond doubt, as {@link dev.backslide.core.MetricVerdict#isEvident()} has it. */
        EVIDENT,
        /** Confirmed. */
        REGRESSION
    }

    /** How sure it must be that something is worse. */
    FailOn failOn() {
        return failOn;
    }

    /** The settings among the options. */
    List<Flag> flags() {
        return List.of(
                new Flag(Setting.REGRESSION_THRESHOLD, THRESHOLD, threshold),
                new Flag(
                        Setting.FAIL_ON_REGRESSION,
                        FAIL,
                        failOnRegression == null ? null : failOnRegression.toString()));
    }

    /** The rule, together with what the configuration says. */
    GateRule rule(Configuration configuration) {
        return new GateRule(configuration.get(Setting.FAIL_ON_REGRESSION), failOn, severity, requireHistory);
    }

    /** @throws CommandFailure when the file cannot be read or expects nothing */
    ExpectedMetrics expected(CliContext context) {
        return expect == null ? ExpectedMetrics.NONE : ExpectedMetrics.read(context.resolve(expect));
    }

    /** The threshold that was asked for; null: none was. */
    @Nullable
    Double threshold(Configuration configuration) {
        return threshold == null ? null : configuration.get(Setting.REGRESSION_THRESHOLD);
    }
}
