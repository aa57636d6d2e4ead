package dev.backslide.core.detection.evaluation;

import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.LevelAlignedDetector;
import dev.backslide.core.detection.changepoint.LevelChange;
import dev.backslide.core.detection.changepoint.LevelChangeDetector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/** What the detectors are worth on the labelled sets: bars just below what is reached, so that nothing lowers it unseen. */
class DetectionQualityTest {

    /** The detector was never tuned on synthf: a bar missed there and held on synthd means that it was fitted to synthd. */
    @ParameterizedTest
    @CsvSource({
        "synthd, 0.875, 0.825, 0.09, 0.975, 6.0",
        "synthf, 0.90, 0.85, 0.04, 0.98, 6.0",
        "ci_hyper, 0.95, 0.89, 0.05, 0.97, 7.0",
        "ci_wide, 0.87, 0.76, 0.99, 0.88, 6.2"
    })
    void defaultDetector_reachesItsBars(
            String set, double f1At20, double f1At10, double falseAlarms, double precision, double delay) {
        Score score = score(set, Scorer.AT_20, ChangePointDetector::new);
        Score quick = score(set, Scorer.AT_10, ChangePointDetector::new);
        assertThat(score.f1()).isGreaterThanOrEqualTo(f1At20);
        assertThat(quick.f1()).isGreaterThanOrEqualTo(f1At10);
        assertThat(score.falseAlarmsPerThousand()).isLessThanOrEqualTo(falseAlarms);
        assertThat(score.precision()).isGreaterThanOrEqualTo(precision);
        assertThat(score.meanDelay()).isLessThanOrEqualTo(delay);
        assertThat(score.alertsPerChange()).isLessThanOrEqualTo(1.05);
    }

    /** The protocol's own scorer counts the same on baselines/lah_*.csv. */
    @ParameterizedTest
    @CsvSource({"synthd, 268, 11, 81, 2", "ci_hyper, 19, 0, 2, 0"})
    void scorer_countsAsTheProtocolDoes(String set, int hits, int falseAlarms, int missed, int duplicates) {
        Score score = score(set, Scorer.AT_20, LevelAlignedDetector::new);
        assertThat(score.hits()).isEqualTo(hits);
        assertThat(score.falseAlarms()).isEqualTo(falseAlarms);
        assertThat(score.missed()).isEqualTo(missed);
        assertThat(score.duplicates()).isEqualTo(duplicates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthd", "synthf"})
    void gate_marksNineOfTenLargeChangesAtTheirFirstMeasurement(String set) {
        GateScore score = gate(set, 1e-6);
        assertThat(score.large()).isGreaterThan(50);
        assertThat(score.markedShare()).isGreaterThanOrEqualTo(0.9);
    }

    /** Without any threshold, and with the default one. */
    @ParameterizedTest
    @CsvSource({"synthd, 1e-6, 4.4", "synthd, 5, 3.4", "synthf, 1e-6, 3.9", "ci_hyper, 5, 4.9", "ci_wide, 5, 5.6"})
    void gate_suspectsLittleElse(String set, double thresholdPercent, double perThousand) {
        assertThat(gate(set, thresholdPercent).falseSuspectsPerThousand()).isLessThanOrEqualTo(perThousand);
    }

    private static GateScore gate(String set, double thresholdPercent) {
        Map<String, SeriesLabels> labels = Labels.read(set);
        GateScore total = GateScore.NONE;
        for (Map.Entry<String, double[]> series : LabelledSet.series(file(set)).entrySet()) {
            GateScorer scorer = new GateScorer(Objects.requireNonNull(labels.get(series.getKey())), thresholdPercent);
            for (double value : series.getValue()) {
                scorer.next(value);
            }
            total = total.plus(scorer.score());
        }
        return total;
    }

    private static String file(String set) {
        return "ci_hyper".equals(set) ? set + ".csv" : set + ".csv.gz";
    }

    private static Score score(String set, Scorer scorer, Supplier<LevelChangeDetector> detectors) {
        Map<String, SeriesLabels> labels = Labels.read(set);
        Score total = Score.NONE;
        for (Map.Entry<String, double[]> series : LabelledSet.series(file(set)).entrySet()) {
            LevelChangeDetector detector = detectors.get();
            List<Integer> alerts = new ArrayList<>();
            for (double value : series.getValue()) {
                LevelChange change = detector.next(value);
                if (change != null) {
                    alerts.add(change.index());
                }
            }
            total = total.plus(scorer.score(Objects.requireNonNull(labels.get(series.getKey())), alerts));
        }
        return total;
    }
}
