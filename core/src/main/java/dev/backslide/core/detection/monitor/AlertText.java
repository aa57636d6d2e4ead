package dev.backslide.core.detection.monitor;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Severity;
import dev.backslide.core.detection.rule.EffectivePolicy;
import dev.backslide.core.detection.rule.Judgement;
import dev.backslide.core.report.PercentText;
import dev.backslide.core.report.PythonFormat;
import org.jspecify.annotations.Nullable;

/** The sentences of alerts and verdicts. Thread-safe. */
final class AlertText {

    private AlertText() {}

    /** The specification's message, e.g. {@code … Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%}. */
    static String message(MetricEvent event, double previous, double current, @Nullable Double changePercent) {
        return "Performance regression detected for " + event.modelName() + ":" + event.name() + ". Previous: "
                + fixed2(previous) + event.unit() + ", Current: " + fixed2(current) + event.unit() + ", Change: "
                + (changePercent == null ? "from zero" : specified(changePercent));
    }

    /** One sentence that tells a person why. */
    static String reason(MetricEvent event, Judgement judgement, EffectivePolicy applied) {
        return switch (judgement.reasonCode()) {
            case FIRST_MEASUREMENT -> "first measurement of this series, nothing to compare with yet";
            case UNKNOWN_DIRECTION ->
                "neither category '" + event.category() + "' nor unit '" + event.unit()
                        + "' says which way is better; declare a direction to have it judged";
            case OTHER_UNIT ->
                "unit '" + event.unit()
                        + "' cannot be compared with the unit of this series, so it is compared with nothing; after "
                        + SeriesUnit.MEANT
                        + " measurements in a row in it the history begins again, and one in the unit of the series "
                        + "continues the history";
            case NEW_UNIT ->
                "the history of this series begins again in the unit '" + event.unit()
                        + "', which cannot be compared with the one before";
            case BEFORE_HISTORY -> "its time is before all measurements that are kept of this series";
            case WITHIN_THRESHOLD -> harmless(judgement, applied, event.unit());
            case BEYOND_THRESHOLD ->
                worse(judgement, applied)
                        + (applied.direction() == Direction.HIGHER_IS_BETTER
                                ? ", higher is better"
                                : ", lower is better");
            case WITHIN_NOISE ->
                worse(judgement, applied) + " but within this series' own noise" + noise(" of ", judgement, "");
            case UNCONFIRMED ->
                (judgement.changePercent() == null
                                ? "it is worse than zero by more than noise explains"
                                : worse(judgement, applied) + " and than noise explains" + noise(" (", judgement, ")"))
                        + "; the following measurements will confirm or refute it";
            case ACCEPTED_CHANGE -> levelChange(judgement) + ", and a person has already closed the alert about it";
            case ALERT_OPEN -> stillOpen(event, judgement) + ", and the alert about that is open";
            case CONFIRMED_CHANGE ->
                confirmed(judgement)
                        + (judgement.severity() == Severity.INFO
                                ? "; less than the threshold of " + percent(applied)
                                : "");
            case UNKNOWN -> throw new IllegalArgumentException("a judgement without a reason");
        };
    }

    /** Why an alert that was over is open again. */
    static String reopened(String reason) {
        return "opened again: " + reason;
    }

    /** What keeps a measurement from being worse than threshold and floor. From zero there is no percentage. */
    private static String harmless(Judgement judgement, EffectivePolicy applied, String unit) {
        Double baseline = judgement.baseline();
        Double change = judgement.changePercent();
        double worse = baseline == null ? 0 : applied.direction().worsening(baseline, judgement.current());
        boolean withinThreshold = change != null && Math.abs(change) <= applied.thresholdPercent();
        if (worse < 0 && !withinThreshold) {
            return changeText(judgement) + " is for the better"
                    + (change == null ? "" : ", by more than the threshold of " + percent(applied));
        }
        if (worse == 0 && change == null) {
            return "there is no change from zero";
        }
        String threshold = withinThreshold ? "within the threshold of " + percent(applied) : "";
        boolean withinFloor = applied.floor() > 0 && Math.abs(worse) <= applied.floor();
        String floor = withinFloor ? "within the floor of " + applied.floor() + unit : "";
        return changeText(judgement) + " is " + threshold + (withinThreshold && withinFloor ? " and " : "") + floor;
    }

    private static String worse(Judgement judgement, EffectivePolicy applied) {
        return judgement.changePercent() == null
                ? "the change from zero is for the worse"
                : changeText(judgement) + " is worse than the threshold of " + percent(applied);
    }

    private static String changeText(Judgement judgement) {
        Double change = judgement.changePercent();
        return change == null ? "the change from zero" : "a change of " + PercentText.signed(change);
    }

    private static String stillOpen(MetricEvent event, Judgement judgement) {
        Double accepted = judgement.baseline();
        Double change = judgement.changePercent();
        return "it is worse than the last accepted level, "
                + (accepted == null || change == null
                        ? "zero"
                        : fixed2(accepted) + event.unit() + ", by " + PercentText.signed(change));
    }

    private static String levelChange(Judgement judgement) {
        Double change = judgement.changePercent();
        return change == null
                ? "the level has " + (judgement.current() > 0 ? "risen" : "fallen") + " from zero"
                : "the level changed by " + PercentText.signed(change);
    }

    /** Noise is a percentage of the level before: of zero there is none. */
    private static String confirmed(Judgement judgement) {
        return levelChange(judgement) + ", confirmed" + noise(" against a noise of ", judgement, "");
    }

    private static String noise(String before, Judgement judgement, String after) {
        Double noise = judgement.noisePercent();
        return noise == null ? "" : before + PercentText.estimate(noise) + after;
    }

    private static String percent(EffectivePolicy applied) {
        return PercentText.of(applied.thresholdPercent());
    }

    /** As the specification writes it. */
    private static String specified(double percent) {
        return PercentText.isReadable(percent)
                ? PythonFormat.signedFixed2(percent) + "%"
                : "beyond " + (percent < 0 ? "-" : "+") + "1,000,000%";
    }

    static String fixed2(double value) {
        return PythonFormat.fixed2(value);
    }
}
