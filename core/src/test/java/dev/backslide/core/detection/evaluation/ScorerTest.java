package dev.backslide.core.detection.evaluation;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScorerTest {

    private static final SeriesLabels LABELS = new SeriesLabels(
            "family",
            200,
            List.of(new TrueChange(50, 50, 5), new TrueChange(100, 104, 3), new TrueChange(150, 150, 0.5)),
            List.of(new MeasurementRange(10, 19)));

    @Test
    void alert_inWindow_isAHitAndFurtherOnesAreDuplicates() {
        Score score = Scorer.AT_20.score(LABELS, List.of(55, 60, 124));
        assertThat(score.hits()).isEqualTo(2);
        assertThat(score.duplicates()).isEqualTo(1);
        assertThat(score.falseAlarms()).isZero();
        assertThat(score.meanDelay()).isEqualTo((5 + 24) / 2.0);
    }

    @Test
    void alert_beforeOrAfterWindow_isFalse() {
        Score score = Scorer.AT_20.score(LABELS, List.of(49, 71));
        assertThat(score.falseAlarms()).isEqualTo(2);
        assertThat(score.missed()).isEqualTo(2);
        assertThat(score.precision()).isZero();
        assertThat(score.f1()).isZero();
    }

    @Test
    void alert_inIgnoredZoneOrNearSmallChange_countsNeitherWay() {
        Score score = Scorer.AT_20.score(LABELS, List.of(10, 19, 160));
        assertThat(score.falseAlarms()).isZero();
        assertThat(score.hits()).isZero();
        assertThat(score.missed()).isEqualTo(2);
    }

    @Test
    void stableMeasurements_areThoseOutsideWindowsAndZones() {
        Score score = Scorer.AT_10.score(LABELS, List.of(30));
        assertThat(score.stable()).isEqualTo(200 - 10 - 11 - 15 - 11);
        assertThat(score.falseAlarmsPerThousand()).isCloseTo(1000.0 / 153, within(1e-9));
    }
}
