package dev.backslide.cli.gate;

import dev.backslide.cli.context.CliContext;
import dev.backslide.cli.option.InvalidOptionValue;
import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.core.FailOn;
import dev.backslide.core.Severity;
import dev.backslide.gate.ExpectedMetrics;
import dev.backslide.gate.GateException;
import dev.backslide.gate.GateRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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
            converter = FailOnText.class,
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

    /** Reads what fails a gate; that nothing does has an option of its own. Stateless. */
    private static final class FailOnText implements ITypeConverter<FailOn> {

        @Override
        public FailOn convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "suspect" -> FailOn.SUSPECT;
                case "evident" -> FailOn.EVIDENT;
                case "regression" -> FailOn.REGRESSION;
                default -> throw new InvalidOptionValue(text, "one of suspect, evident, regression");
            };
        }
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
        FailOn effective = configuration.get(Setting.FAIL_ON_REGRESSION) ? failOn : FailOn.NEVER;
        return new GateRule(effective, severity, requireHistory);
    }

    /** @throws GateException when the file cannot be read or expects nothing */
    ExpectedMetrics expected(CliContext context) {
        return expect == null ? ExpectedMetrics.NONE : ExpectedMetrics.read(context.resolve(expect));
    }

    /** The threshold that was asked for; null: none was. */
    @Nullable
    Double threshold(Configuration configuration) {
        return threshold == null ? null : configuration.get(Setting.REGRESSION_THRESHOLD);
    }
}
