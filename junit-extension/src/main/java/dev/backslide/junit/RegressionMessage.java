package dev.backslide.junit;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.report.PercentText;
import dev.backslide.junit.PerformanceRecorder.Recorded;
import org.jspecify.annotations.Nullable;

/** Tells a regression so that nobody has to look elsewhere first. Stateless. */
final class RegressionMessage {

    private static final int COMMIT_DIGITS = 10;

    private RegressionMessage() {}

    static String of(Session session, Recorded recorded, MetricVerdict verdict) {
        String unit = verdict.unit();
        Double baseline = verdict.baseline();
        Lines lines = new Lines(headline(recorded.metric(), verdict))
                .add("previous", baseline == null ? "none" : Numbers.withUnit(baseline, unit))
                .add("current", Numbers.withUnit(verdict.value(), unit))
                .add("change", change(verdict) + ", " + better(verdict.direction()))
                .add("threshold", PercentText.of(verdict.thresholdPercent()));
        Double noise = verdict.noisePercent();
        if (noise != null) {
            lines.add("noise", Numbers.plain(noise) + " %, which the scatter of earlier values explains");
        }
        lines.add("history", RecentValues.of(session.tracker(), recorded.metric(), verdict));
        RegressionAlert alert = alert(session, verdict.alertId());
        if (alert != null) {
            addCommits(lines, alert);
        }
        return lines.add("why", verdict.reason())
                .add("accept", session.settings().howToAccept(recorded.metric(), alert))
                .toString();
    }

    private static String headline(MetricEvent metric, MetricVerdict verdict) {
        Severity severity = verdict.severity();
        Double baseline = verdict.baseline();
        return metric.metricKey()
                + (verdict.verdict() == Verdict.SUSPECT ? " is suspected to have regressed" : " regressed")
                + (severity == null ? "" : " (" + severity.label() + ")") + ": "
                + (baseline == null ? "" : Numbers.plain(baseline) + " to ")
                + Numbers.withUnit(verdict.value(), verdict.unit()) + ", " + change(verdict) + ", threshold "
                + PercentText.of(verdict.thresholdPercent());
    }

    private static String change(MetricVerdict verdict) {
        Double change = verdict.changePercent();
        return change == null ? "from zero" : Numbers.signedPercent(change);
    }

    private static String better(Direction direction) {
        return switch (direction) {
            case HIGHER_IS_BETTER -> "higher is better";
            case LOWER_IS_BETTER -> "lower is better";
            case UNKNOWN -> "which way is better is not known";
        };
    }

    private static @Nullable RegressionAlert alert(Session session, @Nullable String alertId) {
        if (alertId == null) {
            return null;
        }
        try {
            return session.tracker().getAlerts().stream()
                    .filter(alert -> alert.alertId().equals(alertId))
                    .findFirst()
                    .orElse(null);
        } catch (RuntimeException e) {
            // The regression is certain; where its alert cannot be asked for, the message does without commits.
            return null;
        }
    }

    private static void addCommits(Lines lines, RegressionAlert alert) {
        String good = alert.lastGoodCommit();
        String bad = alert.firstBadCommit();
        if (good != null || bad != null) {
            lines.add(
                    "commits",
                    (good == null ? "before" : shorten(good)) + ".." + (bad == null ? "now" : shorten(bad))
                            + " (last good..first bad)");
        }
    }

    private static String shorten(String commit) {
        return commit.substring(0, Math.min(COMMIT_DIGITS, commit.length()));
    }
}
