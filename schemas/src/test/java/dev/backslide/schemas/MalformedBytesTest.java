package dev.backslide.schemas;

import dev.backslide.core.MetricEvent;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever bytes come, the answer is a record or a {@link SerializationException}: never an error of the JVM. */
class MalformedBytesTest {

    private final Serde<MetricEvent> serde =
            TopicCatalogue.of(TopicSettings.DEFAULT, Map.of()).metrics().valueSerde();
    private final byte[] good = serde.serializer().serialize("topic", Samples.fullEvent());

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"name\":\"latency\"}"})
    void bytes_thatAreNoAvro_areNamed(String text) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("not a MetricEvent")
                .hasMessageContaining("publish through the SDK");
    }

    @Test
    void everyTruncation_isRefused() {
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void garbage_behindAGoodHeader_neverBreaksTheReader() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[WireFormat.SINGLE_OBJECT_HEADER + random.nextInt(200)];
            random.nextBytes(garbage);
            System.arraycopy(good, 0, garbage, 0, WireFormat.SINGLE_OBJECT_HEADER);
            readOrRefuse(garbage);
        }
    }

    @Test
    void flippedBits_neverBreakTheReader() {
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            readOrRefuse(flipped);
        }
    }

    @Test
    void giantStringLength_isRefusedWithoutAllocatingIt() throws IOException {
        byte[] bytes = withHeader(encoder -> encoder.writeLong(Integer.MAX_VALUE - 8));
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("broken MetricEvent");
    }

    @ParameterizedTest
    @ValueSource(longs = {2_000_000_000, Integer.MAX_VALUE - 8, Long.MAX_VALUE, -2_000_000_000, Long.MIN_VALUE})
    void giantNumberOfSamplesOrMetadata_isRefusedWithoutAllocatingThem(long count) throws IOException {
        byte[] metadata = withHeader(encoder -> {
            writeUpToMetadata(encoder);
            encoder.writeLong(count);
        });
        byte[] samples = withHeader(encoder -> {
            writeUpToMetadata(encoder);
            encoder.writeLong(0);
            encoder.writeIndex(0);
            encoder.writeIndex(0);
            encoder.writeLong(count);
        });
        assertThatThrownBy(() -> read(metadata)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> read(samples)).isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void value_thatIsNotFinite_isNamed(double value) throws IOException {
        assertRefused(avro("e", value, null, List.of(), 1), "value of m:n was " + value, "must be finite");
    }

    @Test
    void sample_thatIsNotFinite_isNamed() throws IOException {
        assertRefused(avro("e", 1, null, List.of(1.0, Double.NaN), 1), "sample of m:n was NaN");
    }

    @Test
    void unknownDirection_isNamed() throws IOException {
        assertRefused(
                avro("e", 1, "SIDEWAYS", List.of(), 1), "direction was 'SIDEWAYS'", "HIGHER_IS_BETTER", "correct");
    }

    @Test
    void emptyEventId_isNamed() throws IOException {
        assertRefused(avro("", 1, null, List.of(), 1), "event_id was ''");
    }

    @Test
    void unknownVerdictStateAndSeverity_areNamed() throws IOException {
        TopicCatalogue topics = TopicCatalogue.of(TopicSettings.DEFAULT, Map.of());
        dev.backslide.schemas.avro.MetricVerdict verdict = new MetricVerdictMapping().toAvro(Samples.fullVerdict());
        verdict.put("verdict", "MAYBE");
        assertThatThrownBy(() -> topics.verdicts().valueSerde().deserializer().deserialize("t", encoded(verdict)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("verdict was 'MAYBE'");
        dev.backslide.schemas.avro.RegressionAlert alert = new RegressionAlertMapping().toAvro(Samples.fullAlert());
        alert.put("severity", "FATAL");
        assertThatThrownBy(() -> topics.alerts().valueSerde().deserializer().deserialize("t", encoded(alert)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("severity was 'FATAL'");
    }

    @Test
    void recordOfAnotherContract_isRefused() throws IOException {
        byte[] stats = encoded(new MetricStatsMapping().toAvro(Samples.stats()));
        assertThatThrownBy(() -> read(stats))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no released version of MetricEvent");
    }

    @Test
    void time_thatAvroCannotHold_isRefusedWhenWritten() {
        MetricEvent event =
                MetricEvent.builder("m", "n", 1, "").timestamp(Instant.MAX).build();
        assertThatThrownBy(() -> serde.serializer().serialize("topic", event))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("cannot encode MetricEvent");
    }

    private void assertRefused(byte[] bytes, String... parts) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContainingAll(parts);
    }

    private void readOrRefuse(byte[] bytes) {
        try {
            assertThat(read(bytes)).isNotNull();
        } catch (SerializationException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private MetricEvent read(byte[] bytes) {
        Deserializer<MetricEvent> deserializer = serde.deserializer();
        return deserializer.deserialize("topic", bytes);
    }

    private static byte[] avro(
            String eventId, double value, @Nullable String direction, List<Double> samples, long seconds)
            throws IOException {
        return encoded(new dev.backslide.schemas.avro.MetricEvent(
                eventId,
                "n",
                value,
                "",
                "m",
                "c",
                Instant.ofEpochSecond(seconds),
                Map.of(),
                direction,
                null,
                samples,
                null,
                false));
    }

    private static byte[] encoded(SpecificRecordBase avro) throws IOException {
        return withHeader(
                SchemaNormalization.parsingFingerprint64(avro.getSchema()),
                encoder -> new SpecificDatumWriter<>(avro.getSchema(), ContractData.INSTANCE).write(avro, encoder));
    }

    private byte[] withHeader(Writing writing) throws IOException {
        return withHeader(WireFormat.fingerprint(good), writing);
    }

    private static byte[] withHeader(long fingerprint, Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WireFormat.writeSingleObjectHeader(bytes, fingerprint);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writing.write(encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static void writeUpToMetadata(BinaryEncoder encoder) throws IOException {
        encoder.writeString("e");
        encoder.writeString("n");
        encoder.writeDouble(1);
        encoder.writeString("");
        encoder.writeString("m");
        encoder.writeString("c");
        encoder.writeLong(1);
    }

    private interface Writing {
        void write(BinaryEncoder encoder) throws IOException;
    }
}
