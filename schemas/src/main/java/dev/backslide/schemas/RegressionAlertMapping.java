package dev.backslide.schemas;

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
                alert.snoozedUntil());
    }

    @Override
    public RegressionAlert fromAvro(dev.backslide.schemas.avro.RegressionAlert avro) {
        return new RegressionAlert(
                avro.getAlertId(),
                avro.getFingerprint(),
                avro.getRevision(),
                EnumText.parse(AlertState.class, "state", avro.getState()),
                EnumText.parse(Severity.class, "severity", avro.getSeverity()),
                avro.getSeriesKey(),
                avro.getMetricName(),
                avro.getModelName(),
                avro.getUnit(),
                avro.getCategory(),
                EnumText.parse(Direction.class, "direction", avro.getDirection()),
                avro.getDetector(),
                avro.getPreviousValue(),
                avro.getCurrentValue(),
                avro.getChangePercent(),
                avro.getThresholdPercent(),
                avro.getFloor(),
                avro.getNoisePercent(),
                avro.getStrength(),
                avro.getTimestamp(),
                avro.getOpenedAt(),
                avro.getEventId(),
                avro.getLastGoodCommit(),
                avro.getFirstBadCommit(),
                avro.getMessage(),
                avro.getReason(),
                avro.getPinnedBaseline(),
                avro.getActor(),
                avro.getSnoozedUntil());
    }
}
