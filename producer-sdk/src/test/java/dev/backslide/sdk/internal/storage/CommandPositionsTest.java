package dev.backslide.sdk.internal.storage;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.SeriesKey;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.monitor.SeriesMemory;
import dev.backslide.core.detection.monitor.SeriesMonitor;
import dev.backslide.core.detection.rule.Policy;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands find back to their places between measurements. */
class CommandPositionsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEY = "model:speed";

    private final SeriesMonitor detector =
            new SeriesMonitor(SeriesKey.parse(KEY), new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);
    private final List<MetricEvent> measured = new ArrayList<>();
    private final List<RegressionAlert> transitions = new ArrayList<>();
    private final List<AlertCommand> commands = new ArrayList<>();

    @Test
    void command_standsAfterWhatWasMeasuredBeforeIt() {
        measure(0, 150);
        measure(1, 140);
        command("ack", AlertAction.ACKNOWLEDGE, START.plusSeconds(90));
        measure(2, 139);

        assertThat(places()).containsExactly(2L);
    }

    @Test
    void command_onBackfilledMeasurements_standsBetweenTheChangesItStoodBetween() {
        measure(0, 150);
        measure(1, 140);
        command("ack", AlertAction.ACKNOWLEDGE, START.plusSeconds(1_000_000));
        measure(2, 139);
        measure(3, 100);

        assertThat(transitions).extracting(RegressionAlert::eventId).containsExactly("e1", "ack", "e3");
        assertThat(places())
                .singleElement()
                .satisfies(place -> assertThat(place).isBetween(2L, 3L));
    }

    @Test
    void commandWhoseClockWasBehind_standsAfterTheAlertItIsAbout() {
        measure(0, 150);
        measure(1, 140);
        command("ack", AlertAction.ACKNOWLEDGE, START.minusSeconds(5));
        command("reset", AlertAction.RESET, START.minusSeconds(4));

        assertThat(places()).containsExactly(2L, 2L);
    }

    @Test
    void pinnedBaseline_onBackfilledMeasurements_standsBeforeTheCommandThatFollowed() {
        measure(0, 150);
        measure(1, 140);
        command("pin", AlertAction.SET_BASELINE, START.plusSeconds(1_000_000));
        command("ack", AlertAction.ACKNOWLEDGE, START.plusSeconds(1_000_001));
        measure(2, 100);

        assertThat(places()).containsExactly(2L, 2L);
    }

    @Test
    void interleaving_givesEachCommandOnce_theRestAtTheEnd() {
        measure(0, 150);
        measure(1, 140);
        command("ack", AlertAction.ACKNOWLEDGE, START.plusSeconds(90));
        measure(2, 139);
        command("reset", AlertAction.RESET, START.plusSeconds(200));
        Interleaving interleaving = new Interleaving(positions());

        assertThat(interleaving.beforeNext(KEY)).isEmpty();
        assertThat(interleaving.beforeNext(KEY)).isEmpty();
        assertThat(interleaving.beforeNext("other:series")).isEmpty();
        assertThat(interleaving.beforeNext(KEY)).containsExactly(commands.get(0));
        assertThat(interleaving.rest()).containsExactly(commands.get(1));
        assertThat(interleaving.rest()).isEmpty();
    }

    private void measure(int minute, double value) {
        MetricEvent event = MetricEvent.builder("model", "speed", value, "tokens/sec")
                .eventId("e" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .build();
        measured.add(event);
        transitions.addAll(detector.accept(event, Policy.ofThreshold(5)).alerts());
    }

    private void command(String id, AlertAction action, Instant time) {
        AlertCommand command = new AlertCommand(id, action, KEY, null, "alice", time, "why", null, null);
        commands.add(command);
        transitions.addAll(detector.apply(command).alerts());
    }

    private List<PositionedCommand> positions() {
        CommandPositions positions = new CommandPositions(commands, transitions);
        measured.forEach(event -> positions.measurement(KEY, event));
        return positions.positions();
    }

    private List<Long> places() {
        return positions().stream().map(PositionedCommand::after).toList();
    }
}
