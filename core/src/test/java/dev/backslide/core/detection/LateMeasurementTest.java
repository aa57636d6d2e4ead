package dev.backslide.core.detection;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;
import dev.backslide.core.AlertState;
import dev.backslide.core.MetricEvent;
import dev.backslide.core.MetricKey;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Run;
import dev.backslide.core.SeriesKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** An alert follows from the measurements, not from their arrival. */
class LateMeasurementTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SeriesKey SERIES = SeriesKey.of(new MetricKey("m", "latency"));
    private static final Policy ADAPTIVE = Policy.ofThreshold(5);

    private final List<RegressionAlert> revisions = new ArrayList<>();
    private Policy policy = ADAPTIVE;
    private final SeriesMonitor monitor =
            new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), SeriesMemory.EMPTY);

    private static LateMeasurementTest under(Policy policy) {
        LateMeasurementTest test = new LateMeasurementTest();
        test.policy = policy;
        return test;
    }

    /** A step at the 30th of 60, as files are exported: oldest first, newest first, sorted by nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"oldest first", "newest first", "shuffled"})
    void orderOfAFile_doesNotMatter(String order) {
        double[] values = steps(60, new Random(1), 0.01, 30);
        for (int i : order(order, 60, new Random(2))) {
            record(i, values[i]);
        }
        assertThat(facts()).isEqualTo(inOrder(values, ADAPTIVE).facts());
        RegressionAlert alert = Objects.requireNonNull(open());
        assertThat(alert.lastGoodCommit()).isEqualTo("c29");
        assertThat(alert.firstBadCommit()).isEqualTo("c30");
        assertThat(revisions).extracting(RegressionAlert::alertId).containsOnly(alert.alertId());
        assertRevisions();
    }

    /** Series of many kinds, wholly shuffled or with some measurements late; all of the history is kept. */
    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void openAlert_ofAnyArrival_isThatOfArrivalInOrder(DetectorKind detector) {
        Policy rule = ADAPTIVE.withDetector(detector);
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            int count = 2 + random.nextInt(seed % 4 == 0 ? 280 : 60);
            double[] values = steps(
                    count, random, 0.002 + 0.05 * random.nextDouble(), random.nextInt(count), random.nextInt(count));
            String order = seed % 3 == 0 ? "shuffled" : seed % 3 == 1 ? "newest first" : "some late";
            LateMeasurementTest late = under(rule);
            for (int i : order(order, count, random)) {
                late.record(i, values[i]);
            }
            assertThat(late.facts())
                    .as("seed %d %s", seed, order)
                    .isEqualTo(inOrder(values, rule).facts());
            late.assertRevisions();
        }
    }

    /** In a history that has dropped its oldest, measurements that are late by a few change nothing else. */
    @Test
    void openAlert_ofALongHistory_isThatOfArrivalInOrder() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int count = 420;
            double[] values = steps(count, random, 0.01, 120 + random.nextInt(100), 300 + random.nextInt(110));
            LateMeasurementTest late = new LateMeasurementTest();
            for (int i : order("some late", count, random)) {
                late.record(i, values[i]);
            }
            assertThat(late.facts())
                    .as("seed %d", seed)
                    .isEqualTo(inOrder(values, ADAPTIVE).facts());
            late.assertRevisions();
        }
    }

    @Test
    void rebuiltAfterEveryMeasurement_decidesTheSame() {
        Random random = new Random(5);
        double[] values = steps(200, random, 0.02, 60, 130);
        SeriesMemory stored = SeriesMemory.EMPTY;
        SeriesMonitor kept = monitor;
        SeriesMonitor rebuilt = new SeriesMonitor(SERIES, new SeriesHistory(HistoryLimits.DEFAULT), stored);
        for (int i : order("shuffled", 200, random)) {
            Decision expected = kept.accept(event(i, values[i]), ADAPTIVE);
            Decision actual = rebuilt.accept(event(i, values[i]), ADAPTIVE);
            assertThat(actual).as("measurement %d", i).isEqualTo(expected);
            stored = actual.memoryChanged() ? rebuilt.memory() : stored;
            rebuilt = new SeriesMonitor(SERIES, copy(rebuilt.history()), stored);
        }
    }

    @Test
    void sameMeasurementTwice_changesNothing() {
        double[] values = steps(60, new Random(3), 0.01, 30);
        int[] order = order("shuffled", 60, new Random(4));
        for (int i : order) {
            record(i, values[i]);
        }
        int before = revisions.size();
        for (int i : order) {
            record(i, values[i]);
        }
        assertThat(revisions).hasSize(before);
    }

    @Test
    void range_narrowsAsCommitsArriveLate() {
        record(0, 100);
        record(40, 130);
        record(20, 131);
        record(10, 101);
        record(15, 130);
        record(13, 100);
        assertThat(revisions)
                .extracting(alert -> alert.lastGoodCommit() + ".." + alert.firstBadCommit())
                .startsWith("c0..c40", "c0..c20", "c10..c20", "c10..c15")
                .endsWith("c13..c15");
        assertThat(revisions)
                .extracting(RegressionAlert::alertId)
                .containsOnly(revisions.get(0).alertId());
        assertThat(revisions.get(1).reason()).startsWith("a late measurement changed the history: ");
        assertThat(Objects.requireNonNull(open()).openedAt())
                .isEqualTo(event(15, 1).orderTime());
    }

    @Test
    void alertWhoseEvidenceIsGone_isWithdrawn() {
        record(0, 100);
        record(10, 108);
        assertThat(open()).isNotNull();
        for (int i = 1; i < 10; i++) {
            record(i, i % 2 == 0 ? 95 : 110);
        }
        assertThat(open()).isNull();
        assertThat(revisions.get(revisions.size() - 1).state()).isEqualTo(AlertState.WITHDRAWN);
        assertRevisions();
    }

    @ParameterizedTest
    @CsvSource({"ACKNOWLEDGE, ACKNOWLEDGED", "EXPECT, EXPECTED", "RESET, RESOLVED"})
    void lateMeasurements_leaveWhatSomebodyDidToAnAlert(AlertAction action, AlertState state) {
        for (int i = 0; i < 60; i += 2) {
            record(i, i < 30 ? 100 : 130);
        }
        handle(action, 60);
        int before = revisions.size();
        for (int i = 1; i < 60; i += 2) {
            record(i, i < 30 ? 100 : 130);
        }
        for (int i = 60; i < 80; i++) {
            record(i, 130);
        }
        assertThat(revisions.subList(before, revisions.size()))
                .allSatisfy(alert -> assertThat(alert.state()).isEqualTo(state));
        assertThat(open() == null).isEqualTo(!state.isOpen());
        assertThat(revisions)
                .extracting(RegressionAlert::alertId)
                .containsOnly(revisions.get(0).alertId());
        assertRevisions();
    }

    @Test
    void regressionAfterAnExpectedOne_isFoundAmongLateMeasurements() {
        for (int i = 0; i < 40; i++) {
            record(i, i < 20 ? 100 : 130);
        }
        handle(AlertAction.EXPECT, 40);
        for (int i = 70; i >= 41; i--) {
            record(i, i < 55 ? 130 : 170);
        }
        RegressionAlert alert = Objects.requireNonNull(open());
        assertThat(alert.lastGoodCommit()).isEqualTo("c54");
        assertThat(alert.firstBadCommit()).isEqualTo("c55");
        assertThat(alert.previousValue()).isEqualTo(130);
        assertThat(revisions.stream().map(RegressionAlert::alertId).distinct()).hasSize(2);
        assertRevisions();
    }

    /** Nobody is paged for a regression that was over by the time it became known. */
    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void lateRegressionThatIsOver_raisesNothing(DetectorKind detector) {
        LateMeasurementTest test = under(ADAPTIVE.withDetector(detector));
        test.record(0, 100);
        test.record(2, 101);
        test.record(1, 150);
        assertThat(test.revisions).isEmpty();
    }

    private static LateMeasurementTest inOrder(double[] values, Policy policy) {
        LateMeasurementTest test = under(policy);
        for (int i = 0; i < values.length; i++) {
            test.record(i, values[i]);
        }
        return test;
    }

    /** What an alert says, but for its id and the measurement that brought its last revision. */
    private @Nullable List<?> facts() {
        RegressionAlert alert = open();
        return alert == null
                ? null
                : List.of(
                        alert.openedAt(),
                        String.valueOf(alert.lastGoodCommit()),
                        String.valueOf(alert.firstBadCommit()),
                        alert.severity(),
                        alert.detector(),
                        alert.previousValue(),
                        alert.currentValue(),
                        String.valueOf(alert.noisePercent()),
                        String.valueOf(alert.strength()));
    }

    private @Nullable RegressionAlert open() {
        return monitor.history().size() == 0 ? null : monitor.memory().openAlert();
    }

    /** As a sink sees it: a revision counts once, one alert is open at most, and only a person's word is final. */
    private void assertRevisions() {
        Map<String, RegressionAlert> latest = new HashMap<>();
        for (RegressionAlert alert : revisions) {
            RegressionAlert before = latest.put(alert.alertId(), alert);
            assertThat(alert.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
            assertThat(before == null || before.state().isOpen() || before.actor() == null)
                    .isTrue();
            assertThat(latest.values().stream().filter(one -> one.state().isOpen()))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static double[] steps(int count, Random random, double noise, int... at) {
        double[] values = new double[count];
        double level = 100;
        for (int i = 0; i < count; i++) {
            int place = i;
            if (IntStream.of(at).anyMatch(step -> step == place)) {
                level *= at.length > 1 && random.nextInt(3) == 0 ? 0.8 : 1.2 + 0.3 * random.nextDouble();
            }
            values[i] = level * (1 + noise * random.nextGaussian());
        }
        return values;
    }

    private static int[] order(String order, int count, Random random) {
        List<Integer> places = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        switch (order) {
            case "oldest first" -> {}
            case "newest first" -> Collections.reverse(places);
            case "shuffled" -> Collections.shuffle(places, random);
            default -> {
                double[] arrival = IntStream.range(0, count)
                        .mapToDouble(i -> i + (random.nextInt(8) == 0 ? random.nextInt(40) : 0))
                        .toArray();
                places.sort(Comparator.comparingDouble(i -> arrival[i]));
            }
        }
        return places.stream().mapToInt(i -> i).toArray();
    }

    private void record(int minute, double value) {
        revisions.addAll(monitor.accept(event(minute, value), policy).alerts());
    }

    private void handle(AlertAction action, int minute) {
        revisions.addAll(monitor.apply(new AlertCommand(
                        "c" + minute,
                        action,
                        SERIES.toString(),
                        null,
                        "ada",
                        START.plusSeconds(60L * minute),
                        "known",
                        null,
                        null))
                .alerts());
    }

    private static MetricEvent event(int minute, double value) {
        return MetricEvent.builder("m", "latency", value, "ms")
                .eventId("e" + minute)
                .timestamp(START.plusSeconds(60L * minute))
                .run(Run.ofCommit("c" + minute))
                .verdictRequested(true)
                .build();
    }

    private static SeriesHistory copy(SeriesHistory history) {
        SeriesHistory copy = new SeriesHistory(HistoryLimits.DEFAULT);
        for (int i = 0; i < history.size(); i++) {
            copy.add(history.get(i));
        }
        return copy;
    }
}
