package dev.backslide.schemas;

import dev.backslide.core.AlertReason;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.VerdictReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reason codes of other versions than this one. */
class ReasonCodeWireTest {

    @Test
    void verdictOfALaterVersion_withANewCode_isRead() {
        MetricVerdictMapping mapping = new MetricVerdictMapping();
        dev.backslide.schemas.avro.MetricVerdict later = mapping.toAvro(Samples.fullVerdict());
        later.put(later.getSchema().getField("reason_code").pos(), "A_LATER_CODE");

        assertThat(mapping.fromAvro(later).reasonCode()).isEqualTo(VerdictReason.UNKNOWN);
    }

    @Test
    void alertOfALaterVersion_withANewCode_isReadAndRaisesNothing() {
        RegressionAlertMapping mapping = new RegressionAlertMapping();
        dev.backslide.schemas.avro.RegressionAlert later = mapping.toAvro(Samples.fullAlert());
        later.put(later.getSchema().getField("reason_code").pos(), "A_LATER_CODE");

        RegressionAlert read = mapping.fromAvro(later);
        assertThat(read.reasonCode()).isEqualTo(AlertReason.UNKNOWN);
        assertThat(read.isRaised()).isFalse();
    }
}
