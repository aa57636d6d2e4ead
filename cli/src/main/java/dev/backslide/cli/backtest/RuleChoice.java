package dev.backslide.cli.backtest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backslide.cli.context.CommandFailure;
import dev.backslide.configuration.Nearest;
import dev.backslide.configuration.Setting;
import dev.backslide.core.MetricKey;
import dev.backslide.core.detection.evaluation.BacktestDetector;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policies;
import dev.backslide.core.detection.rule.Policy;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.TextTable;
import dev.backslide.files.RecordedFile;

import java.util.function.Function;

/**
 * A detector and its threshold, as the command line names them. Immutable.
 *
 * @param detector the rule
 * @param thresholdPercent above 0
 * @param named whether the threshold was named with the detector, and so holds for every metric
 */
record RuleChoice(BacktestDetector detector, double thresholdPercent, boolean named) {

    /**
     * Reads {@code DETECTOR} or {@code DETECTOR:PERCENT}.
     *
     * @param flag for messages
     * @param thresholdPercent where the text names none
     */
    static RuleChoice parse(String flag, String text, double thresholdPercent) {
        int colon = text.indexOf(':');
        String label = colon < 0 ? text : text.substring(0, colon);
        BacktestDetector detector = BacktestDetector.of(label)
                .orElseThrow(() -> new CommandFailure(flag + " was '" + TextTable.printable(text)
                        + "' but it must be one of " + String.join(", ", BacktestDetector.labels())
                        + Nearest.to(label, BacktestDetector.labels())
                                .map(name -> "; did you mean '" + name + "'?")
                                .orElse("; correct it")));
        return new RuleChoice(
                detector,
                colon < 0
                        ? thresholdPercent
                        : Setting.REGRESSION_THRESHOLD
                                .format()
                                .reader()
                                .apply(text.substring(colon + 1))
                                .orElseThrow(() -> new CommandFailure(flag + " was '" + TextTable.printable(text)
                                        + "' but what follows the colon must be a percentage above 0, e.g. "
                                        + detector.label() + ":5")),
                colon >= 0);
    }

    /**
     * The policies of this choice: its detector for every metric, and what else the configuration says.
     *
     * @throws CommandFailure where no policy can name the detector
     */
    Function<MetricKey, Policy> over(Policies configured) {
        DetectorKind kind = detector.kind()
                .orElseThrow(() -> new CommandFailure("detector '" + detector.label()
                        + "' confirms changes but raises no alerts, so no policy can name it; compare adaptive and previous,"
                        + " or run it alone"));
        return metric -> {
            Policy policy = configured.policyFor(metric);
            return new Policy(
                    kind,
                    named ? thresholdPercent : policy.thresholdPercent(),
                    policy.floor(),
                    policy.direction(),
                    policy.directionRule());
        };
    }

    /** What every backtest of one rule says of it and its file. */
    ObjectNode json(RecordedFile file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("detector", detector.label())
                .put("threshold_percent", thresholdPercent)
                .put("series", file.series().size())
                .put("measurements", file.measurements());
    }

    @Override
    public String toString() {
        return detector.label() + " at " + PercentText.of(thresholdPercent);
    }
}
