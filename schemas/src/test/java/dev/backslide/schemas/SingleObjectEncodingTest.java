package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Our single-object encoding beside the Avro library's own. */
class SingleObjectEncodingTest {

    private static final Schema SCHEMA = dev.backslide.schemas.avro.MetricEvent.getClassSchema();
    private final Serde<MetricEvent> serde =
            TopicCatalogue.of(TopicSettings.DEFAULT, Map.of()).metrics().valueSerde();

    @Test
    void bytes_equalThoseOfAvrosEncoder() throws IOException {
        BinaryMessageEncoder<dev.backslide.schemas.avro.MetricEvent> avro =
                new BinaryMessageEncoder<>(ContractData.INSTANCE, SCHEMA);
        ByteBuffer theirs = avro.encode(new MetricEventMapping().toAvro(Samples.fullEvent()));
        assertThat(ByteBuffer.wrap(serde.serializer().serialize("topic", Samples.fullEvent())))
                .isEqualTo(theirs);
    }

    @Test
    void avrosDecoder_readsOurs() throws IOException {
        BinaryMessageDecoder<GenericRecord> avro = new BinaryMessageDecoder<>(GenericData.get(), SCHEMA);
        GenericRecord read = avro.decode(serde.serializer().serialize("topic", Samples.fullEvent()));
        assertThat(read.get("event_id")).hasToString("event-1");
        assertThat(read.get("value")).isEqualTo(-1.5e-300);
        assertThat(((GenericRecord) read.get("run")).get("branch")).hasToString("main");
    }

    @Test
    void header_isMarkerAndLittleEndianFingerprint() {
        byte[] ours = serde.serializer().serialize("topic", Samples.bareEvent());
        long fingerprint = SchemaNormalization.parsingFingerprint64(SCHEMA);
        assertThat(ours).startsWith(0xC3, 0x01, (int) (fingerprint & 0xFF), (int) (fingerprint >> 8 & 0xFF));
        assertThat(WireFormat.fingerprint(ours)).isEqualTo(fingerprint);
    }
}
