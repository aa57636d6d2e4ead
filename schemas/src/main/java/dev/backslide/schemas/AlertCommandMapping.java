package dev.backslide.schemas;

import dev.backslide.core.AlertAction;
import dev.backslide.core.AlertCommand;

/** {@link AlertCommand} on the wire. Stateless. */
final class AlertCommandMapping implements AvroMapping<AlertCommand, dev.backslide.schemas.avro.AlertCommand> {

    @Override
    public Class<dev.backslide.schemas.avro.AlertCommand> avroClass() {
        return dev.backslide.schemas.avro.AlertCommand.class;
    }

    @Override
    public dev.backslide.schemas.avro.AlertCommand toAvro(AlertCommand command) {
        return new dev.backslide.schemas.avro.AlertCommand(
                command.commandId(),
                command.action().name(),
                command.seriesKey(),
                command.alertId(),
                command.actor(),
                command.timestamp(),
                command.reason(),
                command.until(),
                command.value());
    }

    @Override
    public AlertCommand fromAvro(dev.backslide.schemas.avro.AlertCommand avro) {
        return new AlertCommand(
                avro.getCommandId(),
                EnumText.parse(AlertAction.class, "action", avro.getAction()),
                avro.getSeriesKey(),
                avro.getAlertId(),
                avro.getActor(),
                avro.getTimestamp(),
                avro.getReason(),
                avro.getUntil(),
                avro.getValue());
    }
}
