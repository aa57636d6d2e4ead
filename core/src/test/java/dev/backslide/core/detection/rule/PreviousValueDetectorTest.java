package dev.backslide.core.detection.rule;

import dev.backslide.core.detection.changepoint.LevelChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreviousValueDetectorTest {

    private final PreviousValueDetector detector = new PreviousValueDetector(5);

    @ParameterizedTest
    @CsvSource({"100, 105, false", "100, 105.1, true", "100, 95, false", "100, 94.9, true", "0, 1, true", "0, 0, false"
    })
    void measurement_differingByMoreThanTheThreshold_isAChange(double before, double after, boolean changed) {
        assertThat(detector.next(before)).isNull();
        assertThat(detector.next(after) != null).isEqualTo(changed);
    }

    @Test
    void change_isAtItsOwnMeasurementAndKnowsItsWay() {
        detector.next(100);
        detector.next(100);
        LevelChange down = Objects.requireNonNull(detector.next(50));

        assertThat(down.index()).isEqualTo(2);
        assertThat(down.changePoint()).isEqualTo(2);
        assertThat(down.up()).isFalse();
        assertThat(down.before()).isEqualTo(100);
        assertThat(down.after()).isEqualTo(50);
    }

    @Test
    void value_notFinite_isRefusedAndForgotten() {
        detector.next(100);

        assertThatThrownBy(() -> detector.next(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThat(detector.next(100)).isNull();
    }
}
