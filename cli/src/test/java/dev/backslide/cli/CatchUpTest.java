package dev.backslide.cli;

import dev.backslide.detector.DetectorHealth;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatchUpTest {

    @Test
    void rebalance_ofTheDetector_isWaitedFor() {
        assertThatCode(() -> CatchUp.requireNotStopped(new DetectorHealth(false, false, "REBALANCING")))
                .doesNotThrowAnyException();
    }

    @Test
    void detector_thatGaveUp_endsTheWait() {
        assertThatThrownBy(() -> CatchUp.requireNotStopped(new DetectorHealth(false, true, "ERROR after disk full")))
                .isInstanceOf(KafkaException.class)
                .hasMessage("the detector stopped working: ERROR after disk full");
    }
}
