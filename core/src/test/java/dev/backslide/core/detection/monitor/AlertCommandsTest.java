package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.Severity;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of an alert between measurements and people. */
class AlertCommandsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));
    private static final Policy PREVIOUS = Policy.ofThreshold(5).withDetector(DetectorKind.PREVIOUS);

    private final SeriesMonitor monitor =
            new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

    @Test
    void acknowledgedAlert_keepsItsStateUntilItBecomesMoreSevere() {
        RegressionAlert open = open(100, 108);
        RegressionAlert taken = only(monitor.apply(command(AlertAction.ACKNOWLEDGE, open.alertId(), null)));
        assertThat(taken.state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(taken.revision()).isEqualTo(2);
        assertThat(taken.actor()).isEqualTo("ada");
        assertThat(taken.reason()).isEqualTo("known");
        assertThat(taken.eventId()).isEqualTo("c-acknowledge");

        assertThat(record(3, 108.5)).isEmpty();
        RegressionAlert worse = record(4, 120).get(0);
        assertThat(worse.state()).isEqualTo(AlertState.OPEN);
        assertThat(worse.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(worse.actor()).isNull();
    }

    @Test
    void snoozedAlert_opensAgainWithTheFirstMeasurementAfterItsEnd() {
        open(100, 108);
        RegressionAlert snoozed = only(monitor.apply(command(AlertAction.SNOOZE, null, minute(10))));
        assertThat(snoozed.state()).isEqualTo(AlertState.SNOOZED);
        assertThat(snoozed.snoozedUntil()).isEqualTo(minute(10));
        assertThat(record(9, 108)).isEmpty();
        RegressionAlert awake = record(10, 108).get(0);
        assertThat(awake.state()).isEqualTo(AlertState.OPEN);
        assertThat(awake.snoozedUntil()).isNull();
    }

    @Test
    void snoozedAlert_thatRecoveredMeanwhile_isResolved() {
        open(100, 108);
        monitor.apply(command(AlertAction.SNOOZE, null, minute(10)));
        assertThat(record(11, 100)).extracting(RegressionAlert::state).containsExactly(AlertState.RESOLVED);
    }

    @Test
    void snoozedAlert_thatItsEndFindsWorse_tellsBoth() {
        open(100, 108);
        monitor.apply(command(AlertAction.SNOOZE, null, minute(10)));
        List<RegressionAlert> alerts = record(11, 120);
        assertThat(alerts).extracting(RegressionAlert::revision).containsExactly(3, 4);
        assertThat(alerts).extracting(RegressionAlert::state).containsOnly(AlertState.OPEN);
        assertThat(alerts.get(1).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void expectedAlert_isClosedAndMovesAPinnedBaseline() {
        record(0, 100);
        monitor.apply(command(AlertAction.SET_BASELINE, null, null));
        assertThat(monitor.memory().pinnedBaseline()).isEqualTo(100);
        RegressionAlert open = record(1, 108).get(0);
        assertThat(open.pinnedBaseline()).isEqualTo(100);
        RegressionAlert expected = only(monitor.apply(command(AlertAction.EXPECT, null, null)));
        assertThat(expected.state()).isEqualTo(AlertState.EXPECTED);
        assertThat(monitor.memory().openAlert()).isNull();
        assertThat(monitor.memory().pinnedBaseline()).isEqualTo(108);
        assertThat(record(2, 108)).isEmpty();
    }

    @Test
    void reset_closesTheOpenAlertAndTheNextRegressionRaisesAnother() {
        RegressionAlert open = open(100, 108);
        assertThat(only(monitor.apply(command(AlertAction.RESET, null, null))).state())
                .isEqualTo(AlertState.RESOLVED);
        RegressionAlert next = record(2, 120).get(0);
        assertThat(next.revision()).isEqualTo(1);
        assertThat(next.alertId()).isNotEqualTo(open.alertId());
    }

    @Test
    void commandAboutAnAlert_thatIsNotOpen_isRefusedAndChangesNothing() {
        record(0, 100);
        CommandOutcome none = monitor.apply(command(AlertAction.ACKNOWLEDGE, null, null));
        assertThat(none.refusal()).contains("m:latency").contains("none is open");
        RegressionAlert open = record(1, 108).get(0);
        CommandOutcome other = monitor.apply(command(AlertAction.ACKNOWLEDGE, "another", null));
        assertThat(other.refusal()).contains("another").contains(open.alertId());
        assertThat(other.memoryChanged()).isFalse();
        assertThat(monitor.memory().openAlert()).isEqualTo(open);
    }

    @Test
    void sameCommandTwice_countsOnce() {
        open(100, 108);
        monitor.apply(command(AlertAction.ACKNOWLEDGE, null, null));
        CommandOutcome again = monitor.apply(command(AlertAction.ACKNOWLEDGE, null, null));
        assertThat(again.alerts()).isEmpty();
        assertThat(again.refusal()).isNull();
    }

    @Test
    void baseline_isPinnedByMetadataOrCommandAndCleared() {
        monitor.accept(
                event(0, 100).metadata(SeriesMonitor.BASELINE_METADATA, "true").build(), PREVIOUS);
        assertThat(monitor.memory().pinnedBaseline()).isEqualTo(100);
        monitor.apply(
                new AlertCommand("c", AlertAction.SET_BASELINE, "m:latency", null, "ada", minute(1), "", null, 90.0));
        assertThat(monitor.memory().pinnedBaseline()).isEqualTo(90);
        monitor.apply(command(AlertAction.CLEAR_BASELINE, null, null));
        assertThat(monitor.memory().pinnedBaseline()).isNull();
    }

    @Test
    void baselineOfAnUnknownSeries_isRefused() {
        assertThat(monitor.apply(command(AlertAction.SET_BASELINE, null, null)).refusal())
                .contains("m:latency")
                .contains("no measurements");
    }

    @Test
    void alert_thatTheNextMeasurementOfAYoungSeriesRefutes_isWithdrawn() {
        Policy adaptive = Policy.ofThreshold(5);
        monitor.accept(event(0, 100).build(), adaptive);
        monitor.accept(event(1, 120).build(), adaptive);
        List<RegressionAlert> alerts =
                monitor.accept(event(2, 101).build(), adaptive).alerts();
        assertThat(alerts).extracting(RegressionAlert::state).containsExactly(AlertState.WITHDRAWN);
        assertThat(alerts.get(0).reason()).contains("refutes");
    }

    @Test
    void monitorRebuiltFromItsMemory_knowsAlertAndBaseline() {
        record(0, 100);
        monitor.apply(command(AlertAction.SET_BASELINE, null, null));
        record(1, 108);
        monitor.apply(command(AlertAction.SNOOZE, null, minute(10)));
        SeriesMonitor rebuilt = new SeriesMonitor(SERIES, monitor.history(), monitor.memory());
        assertThat(rebuilt.memory()).isEqualTo(monitor.memory());
        assertThat(Objects.requireNonNull(rebuilt.memory().openAlert()).state()).isEqualTo(AlertState.SNOOZED);
    }

    private RegressionAlert open(double before, double after) {
        record(0, before);
        return record(1, after).get(0);
    }

    private List<RegressionAlert> record(int minute, double value) {
        return monitor.accept(event(minute, value).build(), PREVIOUS).alerts();
    }

    private static dev.backslide.core.MetricEventBuilder event(int minute, double value) {
        return MetricEvent.builder("m", "latency", value, "ms")
                .eventId("e" + minute)
                .timestamp(minute(minute));
    }

    private static RegressionAlert only(CommandOutcome outcome) {
        assertThat(outcome.refusal()).isNull();
        assertThat(outcome.memoryChanged()).isTrue();
        assertThat(outcome.alerts()).hasSize(1);
        return outcome.alerts().get(0);
    }

    private static AlertCommand command(AlertAction action, @Nullable String alertId, @Nullable Instant until) {
        return new AlertCommand(
                "c-" + action.label(), action, "m:latency", alertId, "ada", minute(2), "known", until, null);
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
