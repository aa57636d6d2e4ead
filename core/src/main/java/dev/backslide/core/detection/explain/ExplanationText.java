package dev.backslide.core.detection.explain;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.changepoint.Baseline;
import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.NoiseGate;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PlainNumber;
import dev.backslide.core.report.PythonFormat;
import dev.backslide.core.statistics.ChangePercent;
import dev.backslide.core.text.Counted;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts an {@link Explanation} into words. Immutable. */
final class ExplanationText {

    /** No unit is so large that a value this small says anything. */
    private static final double LEAST_LIMIT = 1e-18;

    private final Explanation explanation;
    private final MetricVerdict verdict;
    private final MetricEvent last;

    ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        this.verdict = explanation.verdict();
        this.last = explanation.last();
    }

    List<ExplanationLine> lines() {
        List<ExplanationLine> lines = new ArrayList<>();
        lines.add(new ExplanationLine("measured", measured()));
        lines.add(new ExplanationLine("verdict", verdictText()));
        lines.add(new ExplanationLine("level", level()));
        lines.add(new ExplanationLine("noise", noise()));
        lines.add(new ExplanationLine("threshold", threshold()));
        lines.add(new ExplanationLine("floor", floor()));
        lines.add(new ExplanationLine("change", change()));
        add(lines, "limit", limit());
        add(lines, "confirm", confirmation());
        add(lines, "pinned", pinned());
        lines.add(new ExplanationLine("alert", alert()));
        add(lines, "missing", missing());
        return lines;
    }

    private static void add(List<ExplanationLine> lines, String topic, @Nullable String text) {
        if (text != null) {
            lines.add(new ExplanationLine(topic, text));
        }
    }

    private String measured() {
        String commit = last.run().commit();
        return amount(last.value()) + " at " + last.timestamp() + (commit == null ? "" : ", commit " + commit)
                + "; measurement " + explanation.measurements() + " of those known";
    }

    private String verdictText() {
        Severity severity = verdict.severity();
        return verdict.verdict() + (severity == null ? "" : " (" + severity.label() + ")") + ": " + verdict.reason();
    }

    private String level() {
        Baseline level = explanation.level();
        Double compared = verdict.baseline();
        if (level != null) {
            return amount(level.level()) + " before it, the median of the newest "
                    + Counted.of(level.current(), "measurement") + " of this level";
        }
        if (compared == null) {
            return "none yet: there was nothing to compare with";
        }
        return amount(compared)
                + (verdict.noisePercent() == null
                        ? ", the measurement before it; "
                        : ", the median of those before it; ")
                + (explanation.detector() == DetectorKind.PREVIOUS
                        ? "the rule 'previous' uses no older ones"
                        : "a level is known from " + (NoiseGate.MIN_HISTORY + 1) + " measurements on");
    }

    private String noise() {
        Baseline level = explanation.level();
        Double explained = verdict.noisePercent();
        if (level == null) {
            return explanation.detector() == DetectorKind.PREVIOUS
                    ? "not known to the rule 'previous'"
                    : explained == null
                            ? "not known yet"
                            : "hardly known yet; it explains a change of up to " + percent(explained);
        }
        return amount(level.noise()) + " standard deviation, learnt from "
                + Counted.of(level.considered(), "measurement")
                + (explained == null ? "" : "; it explains a change of up to " + percent(explained));
    }

    private String threshold() {
        return plainPercent(verdict.thresholdPercent()) + ", "
                + (last.thresholdPercent() == null ? "from the configuration" : "from the measurement itself")
                + "; twice that is critical";
    }

    private String floor() {
        return verdict.floor() > 0
                ? "changes of up to " + amount(verdict.floor()) + " never count"
                : "none: only the threshold decides";
    }

    private String change() {
        Double compared = verdict.baseline();
        if (compared == null) {
            return "none: there was nothing to compare with";
        }
        Double change = verdict.changePercent();
        double worse = verdict.direction().worsening(compared, last.value());
        String way = verdict.direction() == Direction.UNKNOWN || worse == 0
                ? ""
                : worse > 0 ? ", for the worse" : ", for the better";
        return (change == null ? "from zero, which has no percentage" : PercentText.signed(change))
                + way
                + (verdict.direction() == Direction.UNKNOWN
                        ? ""
                        : " (" + (verdict.direction() == Direction.LOWER_IS_BETTER ? "lower" : "higher")
                                + " is better)");
    }

    private @Nullable String limit() {
        Double limit = explanation.limit();
        if (limit == null) {
            return null;
        }
        return (verdict.direction() == Direction.LOWER_IS_BETTER ? "above " : "below ")
                + amount(isZero(limit) ? 0 : limit) + " it "
                + (explanation.level() == null || wasOpen()
                        ? "would have been a REGRESSION"
                        : "would have been SUSPECT");
    }

    /** Whether any value counts that is worse than a level of zero: the search for the limit ends a little beside it. */
    private boolean isZero(double limit) {
        Double compared = verdict.baseline();
        return compared != null && compared == 0 && Math.abs(limit) < LEAST_LIMIT;
    }

    /** Whether an alert was open before the measurement, so that it was compared with the last accepted level. */
    private boolean wasOpen() {
        RegressionAlert changed = explanation.changed();
        return explanation.openAlert() != null && (changed == null || !changed.isRaised());
    }

    private @Nullable String confirmation() {
        Double reached = verdict.strength();
        if (reached != null) {
            return "a change of level is confirmed, with an evidence of " + PythonFormat.fixed2(reached)
                    + " (-log10 of the p-value)";
        }
        Integer more = explanation.untilConfirmed();
        if (more != null) {
            return "a change of level would be confirmed by "
                    + Counted.of(more, "more measurement", "more measurements") + " like it";
        }
        return verdict.verdict() == Verdict.SUSPECT
                ? "even 20 more measurements like it would not confirm a change of level"
                : null;
    }

    private @Nullable String pinned() {
        Double pinned = verdict.pinnedBaseline();
        if (pinned == null) {
            return null;
        }
        Double change = ChangePercent.of(pinned, last.value());
        return "somebody pinned " + amount(pinned) + " as the baseline"
                + (change == null ? "" : "; the newest differs by " + PercentText.signed(change));
    }

    private String alert() {
        RegressionAlert changed = explanation.changed();
        RegressionAlert open = explanation.openAlert();
        if (open == null) {
            return changed == null
                    ? "none is open"
                    : "this measurement ended it: " + changed.state().name().toLowerCase(Locale.ROOT) + ", "
                            + changed.reason();
        }
        String commit = open.firstBadCommit();
        return (changed == null ? "" : changed.isRaised() ? "raised by this measurement: " : "updated by it: ")
                + open.severity().label() + ", " + open.state().name().toLowerCase(Locale.ROOT) + " since "
                + open.openedAt() + (commit == null ? "" : " (commit " + commit + ")") + ", from "
                + amount(open.previousValue()) + " to " + amount(open.currentValue());
    }

    private @Nullable String missing() {
        if (verdict.verdict() != Verdict.INCONCLUSIVE) {
            return null;
        }
        if (verdict.direction() == Direction.UNKNOWN) {
            return "which way is better: declare a direction on the measurement, or use a category or unit with a "
                    + "known direction (time, memory, a rate)";
        }
        return "one more measurement to compare with the one before; " + (NoiseGate.MIN_HISTORY + 1)
                + " to know the noise and to confirm a clean step, " + ChangePointDetector.WARM_UP
                + " to confirm any change of level";
    }

    private String amount(double value) {
        return PlainNumber.of(value) + (last.unit().isEmpty() ? "" : " " + last.unit());
    }

    private static String percent(double value) {
        return PercentText.estimate(value);
    }

    private static String plainPercent(double value) {
        return PercentText.of(value);
    }
}
