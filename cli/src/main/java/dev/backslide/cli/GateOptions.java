package dev.backslide.cli;

import dev.backslide.configuration.Configuration;
import dev.backslide.configuration.Configuration.Flag;
import dev.backslide.configuration.Setting;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

/** What fails a gate, as far as the command line says it. Not thread-safe. */
final class GateOptions {

    private static final String THRESHOLD = "--threshold";
    private static final String FAIL = "--fail-on-regression";

    @Option(
            names = THRESHOLD,
            paramLabel = "PERCENT",
            description =
                    "Worse by more than this is a regression, by more than twice this critical; outranks the detector's "
                            + "own thresholds, but not one that a measurement carries.")
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
            paramLabel = "suspect|regression",
            description = "The mildest verdict that fails the gate; default: regression.")
    private FailOn failOn = FailOn.REGRESSION;

    @Option(
            names = "--require-history",
            description = "A metric that has no history yet leaves the gate inconclusive; without this it passes.")
    private boolean requireHistory;

    @Option(
            names = "--expect",
            paramLabel = "FILE",
            description =
                    "Metrics that must be measured: metric keys or globs, one a line; # starts a comment. One that is "
                            + "missing leaves the gate inconclusive.")
    private @Nullable Path expect;

    /** The verdicts that can fail a gate. Immutable. */
    enum FailOn {
        SUSPECT(Verdict.SUSPECT),
        REGRESSION(Verdict.REGRESSION);

        private final Verdict verdict;

        FailOn(Verdict verdict) {
            this.verdict = verdict;
        }
    }

    /** The mildest verdict that fails a gate. */
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
        return new GateRule(configuration.get(Setting.FAIL_ON_REGRESSION), failOn.verdict, severity, requireHistory);
    }

    /** @throws CommandFailure when the file cannot be read or expects nothing */
    ExpectedMetrics expected(Surroundings surroundings) {
        return expect == null ? ExpectedMetrics.NONE : ExpectedMetrics.read(surroundings.resolve(expect));
    }

    /** The threshold that was asked for; null: none was. */
    @Nullable
    Double threshold(Configuration configuration) {
        return threshold == null ? null : configuration.get(Setting.REGRESSION_THRESHOLD);
    }
}
