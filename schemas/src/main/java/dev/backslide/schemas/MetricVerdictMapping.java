package dev.backslide.schemas;

import dev.backslide.core.Direction;
import dev.backslide.core.MetricVerdict;
import dev.backslide.core.Severity;
import dev.backslide.core.Verdict;

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
                verdict.noise());
    }

    @Override
    public MetricVerdict fromAvro(dev.backslide.schemas.avro.MetricVerdict avro) {
        String severity = avro.getSeverity();
        return new MetricVerdict(
                avro.getEventId(),
                avro.getSeriesKey(),
                EnumText.parse(Verdict.class, "verdict", avro.getVerdict()),
                severity == null ? null : EnumText.parse(Severity.class, "severity", severity),
                EnumText.parse(Direction.class, "direction", avro.getDirection()),
                avro.getValue(),
                avro.getUnit(),
                avro.getBaseline(),
                avro.getChangePercent(),
                avro.getThresholdPercent(),
                avro.getFloor(),
                avro.getNoisePercent(),
                avro.getNoise(),
                avro.getStrength(),
                avro.getPinnedBaseline(),
                avro.getAlertId(),
                avro.getTimestamp(),
                avro.getReason());
    }
}
