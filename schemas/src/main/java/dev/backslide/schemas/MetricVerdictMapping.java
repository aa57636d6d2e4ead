package dev.backslide.schemas;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;
import dev.backslide.core.VerdictReason;

/** {@link MetricVerdict} on the wire. Stateless. */
final class MetricVerdictMapping implements AvroMapping<MetricVerdict, dev.backslide.schemas.avro.MetricVerdict> {

    @Override
    public Class<dev.backslide.schemas.avro.MetricVerdict> avroClass() {
        return dev.backslide.schemas.avro.MetricVerdict.class;
    }

    @Override
    public dev.backslide.schemas.avro.MetricVerdict toAvro(MetricVerdict verdict) {
        return new dev.backslide.schemas.avro.MetricVerdict(
                verdict.eventId(),
                verdict.seriesKey(),
                verdict.verdict().name(),
                EnumText.textOf(verdict.severity()),
                verdict.direction().name(),
                verdict.value(),
                verdict.unit(),
                verdict.baseline(),
                verdict.changePercent(),
                verdict.thresholdPercent(),
                verdict.noisePercent(),
                verdict.alertId(),
                verdict.timestamp(),
                verdict.reason(),
                verdict.floor(),
                verdict.strength(),
                verdict.pinnedBaseline(),
                verdict.noise(),
                verdict.reasonCode().name());
    }

    @Override
    public MetricVerdict fromAvro(dev.backslide.schemas.avro.MetricVerdict avro) {
        String severity = avro.getSeverity();
        return MetricVerdict.builder()
                .eventId(avro.getEventId())
                .seriesKey(avro.getSeriesKey())
                .verdict(EnumText.parse(Verdict.class, "verdict", avro.getVerdict()))
                .severity(severity == null ? null : EnumText.parse(Severity.class, "severity", severity))
                .direction(EnumText.parse(Direction.class, "direction", avro.getDirection()))
                .value(avro.getValue())
                .unit(avro.getUnit())
                .baseline(avro.getBaseline())
                .changePercent(avro.getChangePercent())
                .thresholdPercent(avro.getThresholdPercent())
                .floor(avro.getFloor())
                .noisePercent(avro.getNoisePercent())
                .noise(avro.getNoise())
                .strength(avro.getStrength())
                .pinnedBaseline(avro.getPinnedBaseline())
                .alertId(avro.getAlertId())
                .timestamp(avro.getTimestamp())
                .reasonCode(EnumText.code(VerdictReason.class, avro.getReasonCode(), VerdictReason.UNKNOWN))
                .reason(avro.getReason())
                .build();
    }
}
