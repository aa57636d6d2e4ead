package dev.backslide.core.detection;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.Severity;
import dev.backslide.core.report.PythonFormat;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** The sentences of alerts and verdicts. Thread-safe. */
final class AlertText {

    private AlertText() {}

    /** The specification's message, e.g. {@code … Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%}. */
    static String message(MetricEvent event, double previous, double current, @Nullable Double changePercent) {
        return "Performance regression detected for " + event.modelName() + ":" + event.name() + ". Previous: "
                + fixed2(previous) + event.unit() + ", Current: " + fixed2(current) + event.unit() + ", Change: "
                + (changePercent == null ? "from zero" : signed(changePercent));
    }

    /** One sentence that tells a person why. */
    static String reason(MetricEvent event, Judgement judgement, Applied applied) {
        return switch (judgement.why()) {
            case FIRST -> "first measurement of this series, nothing to compare with yet";
            case UNKNOWN_DIRECTION ->
                "neither category '" + event.category() + "' nor unit '" + event.unit()
                        + "' says which way is better; declare a direction to have it judged";
            case TOO_OLD -> "it belongs before everything that is kept of this series";
            case BELOW_THRESHOLD ->
                isImprovement(judgement, applied)
                        ? changeText(judgement) + " is for the better, by more than the threshold of "
                                + percent(applied)
                        : changeText(judgement) + " is within the threshold of " + percent(applied)
                                + (applied.floor() > 0 ? " and the floor of " + applied.floor() + event.unit() : "");
            case ABOVE_THRESHOLD ->
                changeText(judgement) + " is worse than the threshold of " + percent(applied)
                        + (applied.direction() == Direction.HIGHER_IS_BETTER
                                ? ", higher is better"
                                : ", lower is better");
            case WITHIN_NOISE ->
                changeText(judgement) + " is worse than the threshold of " + percent(applied)
                        + " but within this series' own noise of " + noise(judgement);
            case UNCONFIRMED ->
                changeText(judgement) + " is worse than the threshold of " + percent(applied)
                        + " and than the noise of " + noise(judgement)
                        + " explain; the following measurements will confirm or refute it";
            case SETTLED ->
                "the level changed by " + change(judgement) + ", and somebody has closed the alert about it already";
            case CONFIRMED ->
                "the level changed by " + change(judgement) + ", confirmed against a noise of " + noise(judgement)
                        + (judgement.severity() == Severity.INFO
                                ? "; less than the threshold of " + percent(applied)
                                : "");
        };
    }

    private static boolean isImprovement(Judgement judgement, Applied applied) {
        Double change = judgement.changePercent();
        if (change == null) {
            return false;
        }
        double better = applied.direction() == Direction.HIGHER_IS_BETTER ? change : -change;
        return better > applied.thresholdPercent();
    }

    private static String changeText(Judgement judgement) {
        Double change = judgement.changePercent();
        return change == null ? "the change from zero" : "a change of " + signed(change);
    }

    private static String change(Judgement judgement) {
        Double change = judgement.changePercent();
        return change == null ? "an amount that has no percentage, from zero" : signed(change);
    }

    private static String noise(Judgement judgement) {
        Double noise = judgement.noisePercent();
        return noise == null ? "unknown size" : fixed2(noise) + "%";
    }

    private static String percent(Applied applied) {
        return BigDecimal.valueOf(applied.thresholdPercent())
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }

    private static String signed(double percent) {
        return PythonFormat.signedFixed2(percent) + "%";
    }

    static String fixed2(double value) {
        return PythonFormat.fixed2(value);
    }
}
