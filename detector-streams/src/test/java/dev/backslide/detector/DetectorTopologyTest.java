package dev.backslide.detector;

import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricEventBuilder;
import dev.backslide.core.MetricStats;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class DetectorTopologyTest {

    private static final Instant NOW = DetectorDriver.NOW;
    private static final String KEY = "my_model:inference_speed";

    @TempDir
    Path stateDir;

    private DetectorDriver detector;
    private TestOutputTopic<String, RegressionAlert> alerts;
    private TestOutputTopic<String, MetricVerdict> verdicts;
    private TestOutputTopic<String, MetricStats> stats;

    @BeforeEach
    void start() {
        detector = new DetectorDriver(stateDir);
        alerts = detector.alerts;
        verdicts = detector.verdicts;
        stats = detector.stats;
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void fallOfThroughput_raisesAlertWithTheExactMessage() {
        pipe(event("a", 0, 150));
        pipe(event("b", 1, 140));

        RegressionAlert alert = alerts.readValue();
        assertThat(alert.message())
                .isEqualTo("Performance regression detected for my_model:inference_speed."
                        + " Previous: 150.00tokens/sec, Current: 140.00tokens/sec, Change: -6.67%");
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.state()).isEqualTo(AlertState.OPEN);
        assertThat(alert.revision()).isEqualTo(1);
        assertThat(alert.lastGoodCommit()).isEqualTo("commit-a");
        assertThat(alert.firstBadCommit()).isEqualTo("commit-b");
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void furtherBadMeasurements_updateTheOpenAlertAndRecoveryResolvesIt() {
        pipe(event("a", 0, 150));
        pipe(event("b", 1, 140));
        pipe(event("c", 2, 120));
        pipe(event("d", 3, 121));
        pipe(event("e", 4, 149));

        List<RegressionAlert> revisions = alerts.readValuesToList();
        assertThat(revisions)
                .extracting(RegressionAlert::alertId)
                .containsOnly(revisions.get(0).alertId());
        assertThat(revisions).extracting(RegressionAlert::revision).containsExactly(1, 2, 3);
        assertThat(revisions)
                .extracting(RegressionAlert::state)
                .containsExactly(AlertState.OPEN, AlertState.OPEN, AlertState.RESOLVED);
        assertThat(revisions)
                .extracting(RegressionAlert::severity)
                .containsExactly(Severity.WARNING, Severity.CRITICAL, Severity.CRITICAL);
    }

    @Test
    void duplicateEvent_changesNothingAndIsAnsweredAgain() {
        pipe(event("a", 0, 150));
        pipe(event("b", 1, 140));
        alerts.readValuesToList();
        verdicts.readValuesToList();
        pipe(event("b", 1, 140));

        assertThat(alerts.isEmpty()).isTrue();
        assertThat(verdicts.readValue().verdict()).isEqualTo(Verdict.REGRESSION);
        detector.driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(DetectorDriver.last(stats.readValuesToList()).summary().count())
                .isEqualTo(2);
    }

    @Test
    void lateEvent_isJudgedAgainstWhatPrecedesIt() {
        pipe(event("a", 0, 100));
        pipe(event("c", 2, 100));
        verdicts.readValuesToList();
        pipe(event("b", 1, 80));

        MetricVerdict verdict = verdicts.readValue();
        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(verdict.baseline()).isEqualTo(100.0);
        assertThat(alerts.isEmpty())
                .as("the newest measurement has recovered already")
                .isTrue();
    }

    @Test
    void firstMeasurement_isInconclusiveAndUnaskedEventsGetNoVerdict() {
        pipe(event("a", 0, 150));
        pipe(eventBuilder("b", 1, 150).verdictRequested(false).build());

        assertThat(verdicts.readValuesToList())
                .singleElement()
                .extracting(MetricVerdict::verdict)
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void unknownDirection_neverAlertsAndSaysWhatToDeclare() {
        for (int i = 0; i < 2; i++) {
            MetricEvent event = MetricEvent.builder("my_model", "inference_speed", 100 + 900 * i, "widgets")
                    .eventId("e" + i)
                    .category("custom")
                    .timestamp(NOW.minusSeconds(10 - i))
                    .verdictRequested(true)
                    .build();
            pipe(event);
        }
        assertThat(alerts.isEmpty()).isTrue();
        MetricVerdict verdict = DetectorDriver.last(verdicts.readValuesToList());
        assertThat(verdict.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict.reason()).contains("widgets").contains("declare a direction");
    }

    @Test
    void implausibleTimesAndForeignKeys_goToDeadLetters() {
        pipe(eventBuilder("future", 0, 1)
                .timestamp(NOW.plus(Duration.ofDays(2)))
                .build());
        pipe(eventBuilder("past", 0, 1)
                .timestamp(Instant.parse("1969-12-31T23:59:59Z"))
                .build());
        pipe(eventBuilder("beginning", 0, 1)
                .timestamp(Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS))
                .run(new Run(null, null, NOW, null, null))
                .build());
        detector.metrics.pipeInput("other:key", event("foreign", 0, 1));

        List<TestRecord<byte[], byte[]>> dead = detector.deadLetters.readRecordsToList();
        assertThat(dead)
                .extracting(DetectorDriver::reason)
                .satisfiesExactly(
                        future -> assertThat(future).contains("24 hours ahead"),
                        past -> assertThat(past).contains("1969-12-31"),
                        beginning -> assertThat(beginning).contains("time of " + KEY + " was -290308"),
                        foreign -> assertThat(foreign).contains("other:key").contains(KEY));
        assertThat(verdicts.isEmpty()).isTrue();
    }

    @Test
    void keys_of_900_kB_go_to_dead_letters_in_few_words_and_the_next_is_judged() {
        String hostile = KEY + "{".repeat(450_000) + "\\{a=".repeat(112_000) + "}";
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < 10; i++) {
                detector.metrics.pipeInput(hostile, event("hostile" + i, 0, 1));
            }
        });
        pipe(event("a", 1, 150));
        pipe(event("b", 2, 140));

        List<TestRecord<byte[], byte[]>> dead = detector.deadLetters.readRecordsToList();
        assertThat(dead)
                .hasSize(10)
                .allSatisfy(letter -> assertThat(DetectorDriver.reason(letter))
                        .startsWith("record key was '" + KEY + "{{{")
                        .hasSizeLessThan(500));
        assertThat(DetectorDriver.last(verdicts.readValuesToList()).verdict()).isEqualTo(Verdict.REGRESSION);
    }

    @Test
    void busySeries_publishesStatisticsOnceAnIntervalAndLosesNone() {
        for (int i = 0; i < 12; i++) {
            pipe(event("e" + i, i, 100 + i));
        }
        assertThat(stats.readValuesToList()).hasSize(1);
        detector.driver.advanceWallClockTime(Duration.ofSeconds(6));
        MetricStats latest = DetectorDriver.last(stats.readValuesToList());
        assertThat(latest.summary().count()).isEqualTo(10);
        assertThat(latest.summary().mean()).isEqualTo(106.5);
        assertThat(latest.summary().latest()).isEqualTo(111);
    }

    @Test
    void numbersOfOtherUnits_areConvertedOrComparedWithNothing() {
        pipe(timed("a", 0, 950, "us"));
        pipe(timed("b", 1, 1.3, "ms"));
        pipe(timed("c", 2, 951, "us"));
        pipe(timed("d", 3, 7, "ops/s"));
        detector.driver.advanceWallClockTime(Duration.ofSeconds(10));

        List<MetricVerdict> answers = verdicts.readValuesToList();
        assertThat(answers.get(1).verdict()).isEqualTo(Verdict.REGRESSION);
        assertThat(answers.get(1).baseline()).isEqualTo(0.95);
        assertThat(answers.get(3).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(alerts.readValuesToList()).extracting(RegressionAlert::unit).containsOnly("us");
        MetricStats newest = DetectorDriver.last(stats.readValuesToList());
        assertThat(newest.unit()).isEqualTo("us");
        assertThat(newest.summary().max()).isEqualTo(1_300);
        assertThat(newest.summary().count()).isEqualTo(3);
    }

    private static MetricEvent timed(String id, int minute, double value, String unit) {
        return MetricEvent.builder("my_model", "inference_speed", value, unit)
                .eventId(id)
                .category("time")
                .timestamp(NOW.minus(Duration.ofHours(1)).plus(Duration.ofMinutes(minute)))
                .verdictRequested(true)
                .build();
    }

    @Test
    void leavingZero_isARegressionWithoutAPercentage() {
        pipe(event("a", 0, 0, "ms", "time"));
        pipe(event("b", 1, 3, "ms", "time"));

        RegressionAlert alert = alerts.readValue();
        assertThat(alert.changePercent()).isNull();
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.message()).endsWith("Change: from zero");
    }

    private void pipe(MetricEvent event) {
        detector.metrics.pipeInput(KEY, event);
    }

    private static MetricEvent event(String id, int minute, double value) {
        return eventBuilder(id, minute, value).build();
    }

    private static MetricEvent event(String id, int minute, double value, String unit, String category) {
        return MetricEvent.builder("my_model", "inference_speed", value, unit)
                .eventId(id)
                .category(category)
                .timestamp(NOW.minus(Duration.ofMinutes(60L - minute)))
                .build();
    }

    private static MetricEventBuilder eventBuilder(String id, int minute, double value) {
        return MetricEvent.builder("my_model", "inference_speed", value, "tokens/sec")
                .eventId(id)
                .timestamp(NOW.minus(Duration.ofMinutes(60L - minute)))
                .run(Run.ofCommit("commit-" + id))
                .verdictRequested(true);
    }
}
