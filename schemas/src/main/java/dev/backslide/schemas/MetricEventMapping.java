package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import dev.backslide.core.Run;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** {@link MetricEvent} on the wire. Stateless. */
final class MetricEventMapping implements AvroMapping<MetricEvent, dev.backslide.schemas.avro.MetricEvent> {

    @Override
    public Class<dev.backslide.schemas.avro.MetricEvent> avroClass() {
        return dev.backslide.schemas.avro.MetricEvent.class;
    }

    @Override
    public dev.backslide.schemas.avro.MetricEvent toAvro(MetricEvent event) {
        return new dev.backslide.schemas.avro.MetricEvent(
                event.eventId(),
                event.name(),
                event.value(),
                event.unit(),
                event.modelName(),
                event.category(),
                event.timestamp(),
                event.metadata(),
                EnumText.textOf(event.direction()),
                event.thresholdPercent(),
                event.samples(),
                runToAvro(event.run()),
                event.verdictRequested());
    }

    @Override
    public MetricEvent fromAvro(dev.backslide.schemas.avro.MetricEvent avro) {
        return new MetricEvent(
                avro.getEventId(),
                avro.getName(),
                avro.getValue(),
                avro.getUnit(),
                avro.getModelName(),
                avro.getCategory(),
                avro.getTimestamp(),
                avro.getMetadata(),
                EnumText.directionOrNull(avro.getDirection()),
                avro.getThresholdPercent(),
                avro.getSamples() == null ? List.of() : avro.getSamples(),
                runFromAvro(avro.getRun()),
                avro.getVerdictRequested());
    }

    private static dev.backslide.schemas.avro.@Nullable Run runToAvro(Run run) {
        return run.equals(Run.UNKNOWN)
                ? null
                : new dev.backslide.schemas.avro.Run(
                        run.runId(), run.commit(), run.commitTime(), run.branch(), run.buildUrl());
    }

    private static Run runFromAvro(dev.backslide.schemas.avro.@Nullable Run run) {
        return run == null
                ? Run.UNKNOWN
                : new Run(run.getRunId(), run.getCommit(), run.getCommitTime(), run.getBranch(), run.getBuildUrl());
    }
}
