package dev.backslide.schemas;

import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Avro's data model for our contracts alone: it makes no class that a schema on the wire names, only ours, and so needs no process-wide
 * list of trusted packages. Thread-safe.
 */
final class ContractData extends SpecificData {

    static final ContractData INSTANCE = new ContractData();

    private static final Map<String, Class<?>> CLASSES = Map.of(
            dev.backslide.schemas.avro.MetricEvent.class.getName(), dev.backslide.schemas.avro.MetricEvent.class,
            dev.backslide.schemas.avro.Run.class.getName(), dev.backslide.schemas.avro.Run.class,
            dev.backslide.schemas.avro.MetricVerdict.class.getName(), dev.backslide.schemas.avro.MetricVerdict.class,
            dev.backslide.schemas.avro.RegressionAlert.class.getName(),
                    dev.backslide.schemas.avro.RegressionAlert.class,
            dev.backslide.schemas.avro.MetricStats.class.getName(), dev.backslide.schemas.avro.MetricStats.class,
            dev.backslide.schemas.avro.AlertCommand.class.getName(), dev.backslide.schemas.avro.AlertCommand.class);

    private ContractData() {
        addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    }

    @Override
    public @Nullable Class<?> getClass(Schema schema) {
        return schema.getType() == Schema.Type.RECORD ? CLASSES.get(schema.getFullName()) : super.getClass(schema);
    }
}
