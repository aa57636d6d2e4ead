package dev.backslide.detector;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What commands do in the topology. */
class CommandTopologyTest {

    private static final String KEY = "my_model:inference_speed";

    @TempDir
    Path stateDir;

    private DetectorDriver detector;

    @BeforeEach
    void start() {
        detector = new DetectorDriver(stateDir);
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void command_changesTheOpenAlertAndSurvivesInTheState() {
        pipe(event("a", 0, 150));
        pipe(event("b", 1, 140));
        RegressionAlert open = detector.alerts.readValue();
        detector.commands.pipeInput(KEY, command("c1", AlertAction.ACKNOWLEDGE, open.alertId()));
        pipe(event("c", 2, 120));

        List<RegressionAlert> revisions = detector.alerts.readValuesToList();
        assertThat(revisions)
                .extracting(RegressionAlert::state)
                .containsExactly(AlertState.ACKNOWLEDGED, AlertState.OPEN);
        assertThat(revisions).extracting(RegressionAlert::revision).containsExactly(2, 3);
        assertThat(revisions.get(0).actor()).isEqualTo("ada");
    }

    @Test
    void command_thatCannotBeDone_goesToDeadLettersWithTheReason() {
        pipe(event("a", 0, 150));
        detector.commands.pipeInput(KEY, command("c1", AlertAction.ACKNOWLEDGE, null));
        detector.commands.pipeInput("other:key", command("c2", AlertAction.RESET, null));
        pipe(event("b", 1, 140));

        assertThat(detector.deadLetters.readRecordsToList())
                .extracting(DetectorDriver::reason)
                .satisfiesExactly(
                        none -> assertThat(none).contains("none is open"),
                        foreign -> assertThat(foreign).contains("other:key").contains(KEY));
        assertThat(detector.alerts.readValue().state()).isEqualTo(AlertState.OPEN);
    }

    @Test
    void pinnedBaseline_isInStatisticsAndAlerts() {
        pipe(event("a", 0, 150));
        detector.commands.pipeInput(KEY, command("c1", AlertAction.SET_BASELINE, null));
        pipe(event("b", 1, 140));

        assertThat(detector.alerts.readValue().pinnedBaseline()).isEqualTo(150.0);
        detector.driver.advanceWallClockTime(Duration.ofSeconds(10));
        assertThat(DetectorDriver.last(detector.stats.readValuesToList()).pinnedBaseline())
                .isEqualTo(150.0);
    }

    private static AlertCommand command(String id, AlertAction action, @Nullable String alertId) {
        return new AlertCommand(id, action, KEY, alertId, "ada", DetectorDriver.NOW, "known", null, null);
    }

    private void pipe(MetricEvent event) {
        detector.metrics.pipeInput(KEY, event);
    }

    private static MetricEvent event(String id, int minute, double value) {
        return MetricEvent.builder("my_model", "inference_speed", value, "tokens/sec")
                .eventId(id)
                .timestamp(DetectorDriver.NOW.minus(Duration.ofMinutes(60L - minute)))
                .build();
    }
}
