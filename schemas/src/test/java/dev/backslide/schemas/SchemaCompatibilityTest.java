package dev.backslide.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every contract reads, and is read by, all its released versions: FULL_TRANSITIVE in a registry's words. */
class SchemaCompatibilityTest {

    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    @ParameterizedTest
    @ValueSource(
            classes = {
                dev.backslide.schemas.avro.MetricEvent.class,
                dev.backslide.schemas.avro.MetricVerdict.class,
                dev.backslide.schemas.avro.RegressionAlert.class,
                dev.backslide.schemas.avro.MetricStats.class,
                dev.backslide.schemas.avro.AlertCommand.class
            })
    void contract_isCompatibleWithEveryReleaseAndIsTheNewest(Class<? extends SpecificRecord> avroClass) {
        Schema current = ContractData.INSTANCE.getSchema(avroClass);
        List<Schema> released = released(current.getName());
        assertThat(released)
                .as("released/%s/1.avsc is missing", current.getName())
                .isNotEmpty();
        assertThatCode(() -> FULL_TRANSITIVE.validate(current, released)).doesNotThrowAnyException();
        assertThat(withoutStringType(current))
                .as(
                        "src/main/avro/%1$s.avsc differs from its newest release: leave released files alone and add"
                                + " released/%1$s/%2$d.avsc",
                        current.getName(), released.size() + 1)
                .isEqualTo(released.get(released.size() - 1));
    }

    @Test
    void field_withoutDefault_isRefused() {
        Schema current = dev.backslide.schemas.avro.MetricEvent.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : current.getFields()) {
            fields.add(new Schema.Field(field, field.schema()));
        }
        fields.add(new Schema.Field("required", Schema.create(Schema.Type.INT)));
        Schema changed = Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
        assertThatThrownBy(() -> FULL_TRANSITIVE.validate(changed, List.of(current)))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static List<Schema> released(String record) {
        List<Schema> versions = new ArrayList<>();
        for (Schema one = BundledSchemas.read(record, 1);
                one != null;
                one = BundledSchemas.read(record, versions.size() + 1)) {
            versions.add(one);
        }
        return versions;
    }

    /** Generated classes say that their strings are {@code String}; the contract does not. */
    private static Schema withoutStringType(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString()
                        .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                        .replace(",\"avro.java.string\":\"String\"", ""));
    }
}
