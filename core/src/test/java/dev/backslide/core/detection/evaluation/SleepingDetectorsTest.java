package dev.backslide.core.detection.evaluation;

import dev.backslide.core.detection.changepoint.ChangePointDetector;
import dev.backslide.core.detection.changepoint.LevelChange;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SleepingDetectorsTest {

    private static final Map<String, double[]> SERIES = LabelledSet.series("ci_hyper.csv");

    /** Round robin over 27 series with room for two: each measurement wakes a detector. */
    @Test
    void detectors_laidToSleepAllTheTime_confirmWhatThoseAwakeDo() {
        SleepingDetectors sleepy = new SleepingDetectors(2);
        List<String> confirmed = new ArrayList<>();
        int longest =
                SERIES.values().stream().mapToInt(values -> values.length).max().orElseThrow();
        for (int i = 0; i < longest; i++) {
            for (Map.Entry<String, double[]> series : SERIES.entrySet()) {
                if (i < series.getValue().length) {
                    LevelChange change = sleepy.next(series.getKey(), series.getValue()[i]);
                    if (change != null) {
                        confirmed.add(series.getKey() + " " + change);
                    }
                }
            }
        }

        assertThat(confirmed).isNotEmpty().containsExactlyInAnyOrderElementsOf(awake());
    }

    private static List<String> awake() {
        List<String> confirmed = new ArrayList<>();
        SERIES.forEach((id, values) -> {
            ChangePointDetector detector = new ChangePointDetector();
            for (double value : values) {
                LevelChange change = detector.next(value);
                if (change != null) {
                    confirmed.add(id + " " + change);
                }
            }
        });
        return confirmed;
    }
}
