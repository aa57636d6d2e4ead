package dev.backslide.core.detection.changepoint;

import dev.backslide.core.detection.evaluation.LabelledSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LevelAlignedDetectorTest {

    @ParameterizedTest
    @CsvSource({"ci_hyper.csv, baselines/lah_ci_hyper.csv", "synthd.csv.gz, baselines/lah_synthd.csv"})
    void detector_onLabelledSeries_alertsAsTheReferenceDoes(String data, String baseline) {
        List<String> alerts = new ArrayList<>();
        LabelledSet.series(data).forEach((id, values) -> {
            LevelAlignedDetector detector = new LevelAlignedDetector();
            for (double value : values) {
                LevelChange change = detector.next(value);
                if (change != null) {
                    alerts.add(id + "," + change.index() + "," + change.changePoint() + ","
                            + (change.up() ? "up" : "down"));
                }
            }
        });

        assertThat(alerts.stream().sorted().toList()).isEqualTo(LabelledSet.alerts(baseline));
    }
}
