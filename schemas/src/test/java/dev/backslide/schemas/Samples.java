package dev.backslide.schemas;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;
import dev.backslide.core.statistics.Summary;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Core records with every optional component given, and with none. */
final class Samples {

    static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");

    private Samples() {}

    static MetricEvent fullEvent() {
        return new MetricEvent(
                "event-1",
                "bench.py::test_fib[größe]",
                -1.5e-300,
                "tokens/sec",
                "model/1",
                "performance",
                TIME,
                Map.of("host", "ci-1", "note", "a|b\n=1+1"),
                Direction.HIGHER_IS_BETTER,
                7.5,
                List.of(1.0, -0.0, Double.MAX_VALUE),
                new Run("run-1", "abc", TIME.minusSeconds(60), "main", "https://ci.example/1"),
                true);
    }

    static MetricEvent bareEvent() {
        return MetricEvent.builder("m", "n", 0, "").eventId("e").timestamp(TIME).build();
    }

    static MetricVerdict fullVerdict() {
        return MetricVerdict.builder()
                .eventId("event-1")
                .seriesKey("m:n{host=ci-1}")
                .verdict(Verdict.REGRESSION)
                .severity(Severity.CRITICAL)
                .direction(Direction.LOWER_IS_BETTER)
                .value(12.5)
                .unit("ms")
                .baseline(10.0)
                .changePercent(25.0)
                .thresholdPercent(5.0)
                .floor(0.5)
                .noisePercent(1.25)
                .noise(0.125)
                .strength(6.5)
                .pinnedBaseline(11.0)
                .alertId("alert-1")
                .timestamp(TIME)
                .reasonCode(VerdictReason.CONFIRMED_CHANGE)
                .reason("worse by 25 %")
                .build();
    }

    static MetricVerdict bareVerdict() {
        return MetricVerdict.builder()
                .eventId("event-1")
                .seriesKey("m:n")
                .verdict(Verdict.INCONCLUSIVE)
                .direction(Direction.UNKNOWN)
                .value(12.5)
                .thresholdPercent(5.0)
                .timestamp(TIME)
                .build();
    }

    static RegressionAlert fullAlert() {
        return alert(-6.67, 1.5, 3.2, "good", "bad", 145.5, "ada", TIME.plusSeconds(3_600));
    }

    static RegressionAlert bareAlert() {
        return alert(null, null, null, null, null, null, null, null);
    }

    static MetricStats stats() {
        return new MetricStats(
                "m:n",
                "n",
                "m",
                "ms",
                "time",
                Direction.LOWER_IS_BETTER,
                10,
                new Summary(3, 2.0, 1.0, 1.0, 3.0, 2.0, 3.0),
                TIME,
                2.5);
    }

    static AlertCommand fullCommand() {
        return new AlertCommand(
                "command-1",
                AlertAction.SNOOZE,
                "m:n{host=ci-1}",
                "alert-1",
                "ada",
                TIME,
                "known, fixed in the next release",
                TIME.plusSeconds(3_600),
                null);
    }

    static AlertCommand bareCommand() {
        return new AlertCommand("c", AlertAction.SET_BASELINE, "m:n", null, "ada", TIME, "", null, 1.5);
    }

    private static RegressionAlert alert(
            @Nullable Double changePercent,
            @Nullable Double noisePercent,
            @Nullable Double strength,
            @Nullable String lastGood,
            @Nullable String firstBad,
            @Nullable Double pinnedBaseline,
            @Nullable String actor,
            @Nullable Instant snoozedUntil) {
        return RegressionAlert.builder()
                .alertId("alert-1")
                .fingerprint("fingerprint")
                .revision(2)
                .state(AlertState.ACKNOWLEDGED)
                .severity(Severity.WARNING)
                .seriesKey("m:n")
                .metricName("n")
                .modelName("m")
                .unit("ms")
                .category("time")
                .direction(Direction.LOWER_IS_BETTER)
                .detector("previous")
                .previousValue(150)
                .currentValue(140)
                .changePercent(changePercent)
                .thresholdPercent(5)
                .floor(0.25)
                .noisePercent(noisePercent)
                .strength(strength)
                .timestamp(TIME)
                .openedAt(TIME.minusSeconds(60))
                .eventId("event-1")
                .lastGoodCommit(lastGood)
                .firstBadCommit(firstBad)
                .message("Performance regression detected")
                .reasonCode(AlertReason.ACKNOWLEDGED)
                .reason("worse")
                .pinnedBaseline(pinnedBaseline)
                .actor(actor)
                .snoozedUntil(snoozedUntil)
                .build();
    }
}
