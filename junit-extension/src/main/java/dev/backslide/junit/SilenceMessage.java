package dev.backslide.junit;

import dev.backslide.core.MetricEvent;
import dev.backslide.junit.PerformanceRecorder.Recorded;
import dev.backslide.sdk.VerdictOutcome;
import dev.backslide.sdk.VerdictOutcome.NoneCame;
import dev.backslide.sdk.VerdictOutcome.NotSent;

/** Tells that nobody judged a measurement, why, and what to do. Stateless. */
final class SilenceMessage {

    private SilenceMessage() {}

    static String of(Settings settings, Recorded recorded) {
        MetricEvent metric = recorded.metric();
        VerdictOutcome outcome = recorded.outcome();
        String why;
        String where;
        if (outcome instanceof NoneCame none) {
            why = none.reason();
            where = none.delivered()
                    ? "the broker has the measurement; a detector can still judge it later"
                    : "it is not known whether the broker has the measurement";
        } else {
            why = outcome instanceof NotSent notSent ? notSent.message() : "no outcome is known";
            where = "the measurement was not sent";
        }
        return new Lines("no verdict on " + metric.metricKey() + ", so it is not known whether it regressed: " + why)
                .add("measured", Numbers.withUnit(metric.value(), metric.unit()))
                .add("sent", where)
                .add(
                        "next",
                        "check that a detector runs on the same cluster and topic prefix; "
                                + Settings.VERDICT_TIMEOUT + " (now "
                                + settings.verdictTimeout().toMillis()
                                + "ms) gives it more time, " + Settings.ON_NO_VERDICT
                                + "=warn lets such tests pass with a warning")
                .toString();
    }
}
