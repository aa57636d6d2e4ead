package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Verdict;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Several runs of one commit, and what follows a regression that nobody has accepted. */
class RerunTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));

    private final SeriesMonitor monitor =
            new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
    private final List<RegressionAlert> revisions = new ArrayList<>();

    /** Runs of each commit: letter, how many at 100, then how many at 200; the range is what the change came with. */
    @ParameterizedTest
    @CsvSource({
        "a20/0 b5/15,        a, b",
        "a20/0 b15/15,       a, b",
        "a20/0 b0/20,        a, b",
        "a20/0 b20/2 c0/20,  b, c",
        "a20/0 b2/20 c0/20,  a, b",
        "a1/0 b1/0 c1/9,     b, c",
        "a10/0 b10/0 c9/10,  b, c",
        "a5/0 b2/1,          a, b",
        "a22/9,              , a",
    })
    void range_liesBetweenTwoCommits(String runs, String lastGood, String firstBad) {
        for (String commit : runs.split(" ", -1)) {
            List<String> counts = List.of(commit.substring(1).split("/", -1));
            for (int i = 0; i < Integer.parseInt(counts.get(0)); i++) {
                record(commit.substring(0, 1), 100, 1);
            }
            for (int i = 0; i < Integer.parseInt(counts.get(1)); i++) {
                record(commit.substring(0, 1), 200, 1);
            }
        }
        RegressionAlert alert = revisions.get(0);
        assertThat(revisions).extracting(RegressionAlert::alertId).containsOnly(alert.alertId());
        assertThat(alert.lastGoodCommit()).isEqualTo(lastGood);
        assertThat(alert.firstBadCommit()).isEqualTo(firstBad);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "5", "9", "10", "15", "40"})
    void rerunOfARedCommit_isRedAgain(int history) {
        for (int i = 0; i < history; i++) {
            record("good" + i, 100 + i % 2 * 0.5, 1);
        }
        for (int run = 0; run < 12; run++) {
            assertThat(record("bad", 130, 1).verdict()).as("run %d", run).isIn(Verdict.SUSPECT, Verdict.REGRESSION);
        }
        assertThat(record("next", 130, 1)).satisfies(verdict -> {
            assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
            assertThat(verdict.baseline()).isBetween(100.0, 100.5);
            assertThat(verdict.reason()).contains("last accepted level, 100", "by +", "the alert about that is open");
            assertThat(verdict.alertId()).isNotNull();
        });
        assertThat(record("fixed", 100, 1).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void rerunUnderThePreviousRule_isComparedWithTheCommitBefore() {
        Policy previous = Policy.ofThreshold(5).withDetector(DetectorKind.PREVIOUS);
        accept("good", 100, previous);
        for (int run = 0; run < 3; run++) {
            assertThat(accept("bad", 120, previous).verdict()).isEqualTo(Verdict.REGRESSION);
        }
        assertThat(accept("next", 120, previous).verdict()).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void rerunOfACommitThatWasAccepted_isComparedWithItsLevel(DetectorKind detector) {
        Policy policy = Policy.ofThreshold(5).withDetector(detector);
        accept("good", 100, policy);
        accept("bad", 130, policy);
        monitor.apply(new AlertCommand(
                "c1", AlertAction.EXPECT, SERIES.toString(), null, "ada", START.plusSeconds(90), "known", null, null));
        assertThat(accept("bad", 131, policy).verdict()).isEqualTo(Verdict.PASS);
        assertThat(accept("next", 131, policy).verdict()).isEqualTo(Verdict.PASS);
        assertThat(accept("worse", 160, policy).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void rerunWhereNoOtherCommitWasMeasured_isComparedWithTheRunBefore() {
        record("only", 100, 1);
        assertThat(record("only", 120, 1).verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(record("only", 101, 1).verdict()).isEqualTo(Verdict.PASS);
    }

    /** What was accepted is the level from then on; what was only seen is not. */
    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGE", "EXPECT"})
    void gate_comparesWithTheLastAcceptedLevel(AlertAction action) {
        record("good", 100, 25);
        record("bad", 130, 8);
        monitor.apply(new AlertCommand(
                "c1", action, SERIES.toString(), null, "ada", START.plusSeconds(3_600), "known", null, null));
        MetricVerdict same = record("later", 130, 1);
        MetricVerdict worse = record("worse", 160, 1);
        if (action == AlertAction.EXPECT) {
            assertThat(same.verdict()).isEqualTo(Verdict.PASS);
            assertThat(worse.verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(worse.baseline()).isEqualTo(130);
        } else {
            assertThat(same.verdict()).isEqualTo(Verdict.REGRESSION);
            assertThat(worse.verdict()).isEqualTo(Verdict.REGRESSION);
            assertThat(worse.baseline()).isEqualTo(100);
            assertThat(Objects.requireNonNull(monitor.memory().openAlert()).state())
                    .isEqualTo(AlertState.ACKNOWLEDGED);
        }
    }

    /** The answer for the last of them. */
    private MetricVerdict record(String commit, double value, int times) {
        for (int i = 1; i < times; i++) {
            accept(commit, value, Policy.ofThreshold(5));
        }
        return accept(commit, value, Policy.ofThreshold(5));
    }

    private MetricVerdict accept(String commit, double value, Policy policy) {
        int minute = monitor.history().size();
        MetricEvent event = MetricEvent.builder("m", "latency", value, "ms")
                .eventId("e" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .run(Run.ofCommit(commit))
                .verdictRequested(true)
                .build();
        Decision decision = monitor.accept(event, policy);
        revisions.addAll(decision.alerts());
        return Objects.requireNonNull(decision.verdict());
    }
}
