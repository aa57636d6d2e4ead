package dev.backslide.core.detection.monitor;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertState;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.detection.history.HistoryLimits;
import dev.backslide.core.detection.history.SeriesHistory;
import dev.backslide.core.detection.rule.DetectorKind;
import dev.backslide.core.detection.rule.Policy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** An alert follows from the measurements, not from their arrival. */
class LateMeasurementTest {

    private static final Policy ADAPTIVE = Policy.ofThreshold(5);

    private final WatchedSeries series = new WatchedSeries(ADAPTIVE);

    /** A step at the 30th of 60, as files are exported: oldest first, newest first, sorted by nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"oldest first", "newest first", "shuffled"})
    void orderOfAFile_doesNotMatter(String order) {
        double[] values = steps(60, new Random(1), 0.01, 30);
        for (int i : order(order, 60, new Random(2))) {
            series.record(i, values[i]);
        }
        assertSame(series, inOrder(values, ADAPTIVE), order);
        RegressionAlert alert = Objects.requireNonNull(series.open());
        assertThat(alert.lastGoodCommit()).isEqualTo("c29");
        assertThat(alert.firstBadCommit()).isEqualTo("c30");
        assertThat(series.revisions()).extracting(RegressionAlert::alertId).containsOnly(alert.alertId());
        series.assertRevisions();
    }

    /** Each revision has news: whoever reads the topic is not told again that a median moved. */
    @Test
    void figuresThatMoveByLittle_writeNothing() {
        double[] values = steps(60, new Random(1), 0.01, 30);
        for (int i : order("shuffled", 60, new Random(2))) {
            series.record(i, values[i]);
        }
        List<RegressionAlert> revisions = series.revisions();
        for (int i = 1; i < revisions.size(); i++) {
            RegressionAlert before = revisions.get(i - 1);
            RegressionAlert alert = revisions.get(i);
            assertThat(alert.state() == before.state()
                            && Objects.equals(facts(alert), facts(before))
                            && isNear(before, alert))
                    .as("revision %d has no news: %s", alert.revision(), alert.reason())
                    .isFalse();
        }
        assertThat(revisions).hasSizeLessThan(15);
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
            WatchedSeries late = new WatchedSeries(rule);
            for (int i : order(order, count, random)) {
                late.record(i, values[i]);
            }
            assertSame(late, inOrder(values, rule), "seed " + seed + " " + order);
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
            WatchedSeries late = new WatchedSeries(ADAPTIVE);
            for (int i : order("some late", count, random)) {
                late.record(i, values[i]);
            }
            assertSame(late, inOrder(values, ADAPTIVE), "seed " + seed);
            late.assertRevisions();
        }
    }

    @Test
    void rebuiltAfterEveryMeasurement_decidesTheSame() {
        Random random = new Random(5);
        double[] values = steps(200, random, 0.02, 60, 130);
        SeriesMemory stored = SeriesMemory.EMPTY;
        SeriesMonitor kept = WatchedSeries.monitor();
        SeriesMonitor rebuilt = WatchedSeries.monitor();
        for (int i : order("shuffled", 200, random)) {
            Decision expected = kept.accept(WatchedSeries.event(i, values[i]), ADAPTIVE);
            Decision actual = rebuilt.accept(WatchedSeries.event(i, values[i]), ADAPTIVE);
            assertThat(actual).as("measurement %d", i).isEqualTo(expected);
            stored = actual.memoryChanged() ? rebuilt.memory() : stored;
            rebuilt = new SeriesMonitor(WatchedSeries.SERIES, copy(rebuilt.history()), stored);
        }
    }

    @Test
    void sameMeasurementTwice_changesNothing() {
        double[] values = steps(60, new Random(3), 0.01, 30);
        int[] order = order("shuffled", 60, new Random(4));
        for (int i : order) {
            series.record(i, values[i]);
        }
        int before = series.revisions().size();
        for (int i : order) {
            series.record(i, values[i]);
        }
        assertThat(series.revisions()).hasSize(before);
    }

    @Test
    void range_narrowsAsCommitsArriveLate() {
        series.record(0, 100);
        series.record(40, 130);
        series.record(20, 131);
        series.record(10, 101);
        series.record(15, 130);
        series.record(13, 100);
        assertThat(series.revisions())
                .extracting(alert -> alert.lastGoodCommit() + ".." + alert.firstBadCommit())
                .startsWith("c0..c40", "c0..c20", "c10..c20", "c10..c15")
                .endsWith("c13..c15");
        assertThat(series.revisions())
                .extracting(RegressionAlert::alertId)
                .containsOnly(series.revisions().get(0).alertId());
        assertThat(series.revisions().get(1).reason()).startsWith("a late measurement changed the history: ");
        assertThat(Objects.requireNonNull(series.open()).openedAt())
                .isEqualTo(WatchedSeries.event(15, 1).orderTime());
    }

    @Test
    void alertWhoseEvidenceIsGone_isWithdrawn() {
        series.record(0, 100);
        series.record(10, 108);
        assertThat(series.open()).isNotNull();
        for (int i = 1; i < 10; i++) {
            series.record(i, i % 2 == 0 ? 95 : 110);
        }
        assertThat(series.open()).isNull();
        assertThat(series.revisions().get(series.revisions().size() - 1).state())
                .isEqualTo(AlertState.WITHDRAWN);
        series.assertRevisions();
    }

    @ParameterizedTest
    @CsvSource({"ACKNOWLEDGE, ACKNOWLEDGED", "EXPECT, EXPECTED", "RESET, RESOLVED"})
    void lateMeasurements_leaveWhatSomebodyDidToAnAlert(AlertAction action, AlertState state) {
        for (int i = 0; i < 60; i += 2) {
            series.record(i, i < 30 ? 100 : 130);
        }
        series.handle(action, 60);
        int before = series.revisions().size();
        for (int i = 1; i < 60; i += 2) {
            series.record(i, i < 30 ? 100 : 130);
        }
        for (int i = 60; i < 80; i++) {
            series.record(i, 130);
        }
        assertThat(series.revisions().subList(before, series.revisions().size()))
                .allSatisfy(alert -> assertThat(alert.state()).isEqualTo(state));
        assertThat(series.open() == null).isEqualTo(!state.isOpen());
        assertThat(series.revisions())
                .extracting(RegressionAlert::alertId)
                .containsOnly(series.revisions().get(0).alertId());
        series.assertRevisions();
    }

    @Test
    void regressionAfterAnExpectedOne_isFoundAmongLateMeasurements() {
        for (int i = 0; i < 40; i++) {
            series.record(i, i < 20 ? 100 : 130);
        }
        series.handle(AlertAction.EXPECT, 40);
        for (int i = 70; i >= 41; i--) {
            series.record(i, i < 55 ? 130 : 170);
        }
        RegressionAlert alert = Objects.requireNonNull(series.open());
        assertThat(alert.lastGoodCommit()).isEqualTo("c54");
        assertThat(alert.firstBadCommit()).isEqualTo("c55");
        assertThat(alert.previousValue()).isEqualTo(130);
        assertThat(series.revisions().stream().map(RegressionAlert::alertId).distinct())
                .hasSize(2);
        series.assertRevisions();
    }

    /** Nobody is paged for a regression that was over by the time it became known. */
    @ParameterizedTest
    @EnumSource(DetectorKind.class)
    void lateRegressionThatIsOver_raisesNothing(DetectorKind detector) {
        WatchedSeries watched = new WatchedSeries(ADAPTIVE.withDetector(detector));
        watched.record(0, 100);
        watched.record(2, 101);
        watched.record(1, 150);
        assertThat(watched.revisions()).isEmpty();
    }

    private static WatchedSeries inOrder(double[] values, Policy policy) {
        WatchedSeries ordered = new WatchedSeries(policy);
        for (int i = 0; i < values.length; i++) {
            ordered.record(i, values[i]);
        }
        return ordered;
    }

    /** The same alert or none: its levels may be as far off as is no news. */
    private static void assertSame(WatchedSeries late, WatchedSeries ordered, String description) {
        RegressionAlert is = late.open();
        RegressionAlert should = ordered.open();
        assertThat(facts(is)).as(description).isEqualTo(facts(should));
        if (is != null && should != null) {
            assertThat(isNear(is, should)).as(description).isTrue();
        }
    }

    private static boolean isNear(RegressionAlert is, RegressionAlert should) {
        double near = Math.abs(should.currentValue() - should.previousValue()) / 20;
        return Math.abs(is.previousValue() - should.previousValue()) <= near
                && Math.abs(is.currentValue() - should.currentValue()) <= near;
    }

    /** What an alert says, but for its id, its figures and the measurement that brought its last revision. */
    private static @Nullable List<?> facts(@Nullable RegressionAlert alert) {
        return alert == null
                ? null
                : List.of(
                        alert.openedAt(),
                        String.valueOf(alert.lastGoodCommit()),
                        String.valueOf(alert.firstBadCommit()),
                        alert.severity(),
                        alert.detector());
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

    private static SeriesHistory copy(SeriesHistory history) {
        SeriesHistory copy = new SeriesHistory(HistoryLimits.DEFAULT);
        for (int i = 0; i < history.size(); i++) {
            copy.add(history.get(i));
        }
        return copy;
    }
}
