package dev.backslide.schemas;

import dev.backslide.core.AlertReason;
import dev.backslide.core.AlertState;
import dev.backslide.core.Direction;
import dev.backslide.core.RegressionAlert;
import dev.backslide.core.Severity;

/** {@link RegressionAlert} on the wire. Stateless. */
final class RegressionAlertMapping implements AvroMapping<RegressionAlert, dev.backslide.schemas.avro.RegressionAlert> {

    @Override
    public Class<dev.backslide.schemas.avro.RegressionAlert> avroClass() {
        return dev.backslide.schemas.avro.RegressionAlert.class;
    }

    @Override
    public dev.backslide.schemas.avro.RegressionAlert toAvro(RegressionAlert alert) {
        return new dev.backslide.schemas.avro.RegressionAlert(
                alert.alertId(),
                alert.fingerprint(),
                alert.revision(),
                alert.state().name(),
                alert.severity().name(),
                alert.seriesKey(),
                alert.metricName(),
                alert.modelName(),
                alert.unit(),
                alert.category(),
                alert.direction().name(),
                alert.detector(),
                alert.previousValue(),
                alert.currentValue(),
                alert.changePercent(),
                alert.thresholdPercent(),
                alert.noisePercent(),
                alert.strength(),
                alert.timestamp(),
                alert.openedAt(),
                alert.eventId(),
                alert.lastGoodCommit(),
                alert.firstBadCommit(),
                alert.message(),
                alert.reason(),
                alert.floor(),
                alert.pinnedBaseline(),
                alert.actor(),
                alert.snoozedUntil(),
                alert.reasonCode().name());
    }

    @Override
    public RegressionAlert fromAvro(dev.backslide.schemas.avro.RegressionAlert avro) {
        return RegressionAlert.builder()
                .alertId(avro.getAlertId())
                .fingerprint(avro.getFingerprint())
                .revision(avro.getRevision())
                .state(EnumText.parse(AlertState.class, "state", avro.getState()))
                .severity(EnumText.parse(Severity.class, "severity", avro.getSeverity()))
                .seriesKey(avro.getSeriesKey())
                .metricName(avro.getMetricName())
                .modelName(avro.getModelName())
                .unit(avro.getUnit())
                .category(avro.getCategory())
                .direction(EnumText.parse(Direction.class, "direction", avro.getDirection()))
                .detector(avro.getDetector())
                .previousValue(avro.getPreviousValue())
                .currentValue(avro.getCurrentValue())
                .changePercent(avro.getChangePercent())
                .thresholdPercent(avro.getThresholdPercent())
                .floor(avro.getFloor())
                .noisePercent(avro.getNoisePercent())
                .strength(avro.getStrength())
                .timestamp(avro.getTimestamp())
                .openedAt(avro.getOpenedAt())
                .eventId(avro.getEventId())
                .lastGoodCommit(avro.getLastGoodCommit())
                .firstBadCommit(avro.getFirstBadCommit())
                .message(avro.getMessage())
                .reasonCode(EnumText.code(AlertReason.class, avro.getReasonCode(), AlertReason.UNKNOWN))
                .reason(avro.getReason())
                .pinnedBaseline(avro.getPinnedBaseline())
                .actor(avro.getActor())
                .snoozedUntil(avro.getSnoozedUntil())
                .build();
    }
}
